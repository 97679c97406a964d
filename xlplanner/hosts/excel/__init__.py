"""Excel on Windows: the functions as an add-in, through the BSD-licensed part of xlwings."""
