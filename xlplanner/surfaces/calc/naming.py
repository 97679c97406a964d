"""The names by which LibreOffice knows the extension's parts."""

IDENTIFIER = "org.xlplanner"
IMPLEMENTATION = "org.xlplanner.AddIn"
INTERFACE = "org.xlplanner.XFunctions"
# Calc resolves the formula SERVICE.NAME(...): with this service the prefix that Excel writes before
# the functions of an add-in is understood.
ADD_IN = "_xll"
SERVICES = (ADD_IN, "com.sun.star.sheet.AddIn")
