"""The functions as an extension of LibreOffice Calc."""
