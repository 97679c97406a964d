"""The names of the host, of the extension's parts in LibreOffice, and Calc's error numbers."""

NAME = "libreoffice"
INSTALL = f"xlplanner install {NAME}"
FILE_NAME = "xlplanner.oxt"

IDENTIFIER = "org.xlplanner"
IMPLEMENTATION = "org.xlplanner.AddIn"
INTERFACE = "org.xlplanner.XFunctions"
# Calc resolves the formula SERVICE.NAME(...): with this service the prefix that Excel writes before
# the functions of an add-in is understood.
ADD_IN = "_xll"
SERVICES = (ADD_IN,)

ERROR_NUMBERS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 0x7FFF,
}
