"""The names of the Excel host."""

from xlplanner.product import EXCEL_ADDIN

NAME = "excel"
INSTALL = f"xlplanner install {NAME}"
FILE_NAME = EXCEL_ADDIN
# The macro that a user starts when cells do not compute.
REPAIR = "xlplanner_Repair"
# What the add-in calls in Python.
UDF_MODULE = "xlplanner.hosts.excel.udfs"
