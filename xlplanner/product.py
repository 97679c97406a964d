"""Names of the product's own files that stand in files of other programs."""

# Excel's add-in, which is installed under this name, and which a workbook may link to.
EXCEL_ADDIN = "xlplanner.xlam"
