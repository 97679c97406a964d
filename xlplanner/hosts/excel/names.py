"""The names of the Excel host."""

NAME = "excel"
INSTALL = f"xlplanner install {NAME}"
FILE_NAME = "xlplanner.xlam"
