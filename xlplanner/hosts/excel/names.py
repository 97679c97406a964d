"""The names of the Excel host."""

NAME = "excel"
INSTALL = f"xlplanner install {NAME}"
FILE_NAME = "xlplanner.xlam"
# The macro that a user starts when cells do not compute.
REPAIR = "xlplanner_Repair"
# What the add-in calls in Python.
UDF_MODULE = "xlplanner.hosts.excel.udfs"
