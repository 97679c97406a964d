"""Run by LibreOffice's own Python: opens a workbook, sets inputs, recalculates, reads cells.

Takes a port of a waiting LibreOffice and a file of JSON: the workbook, cells to read, and rounds of
inputs. Prints the values of each round as JSON.
"""

import contextlib
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def grid(sheet):
    """All cells of a sheet at once, from the first; errors and empty cells are empty."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()


def place(address):
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(address[len(letters) :]) - 1, column - 1


def write(cell, value):
    if value is None:
        cell.setString("")
        cell.clearContents(1 | 2 | 4 | 16)
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def main(pipe, task_file):
    with open(task_file) as file:
        task = json.load(file)
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = desktop.loadComponentFromURL(task["url"], "_blank", 0, (hidden,))
    sheets = document.Sheets
    for sheet in sheets:
        sheet.unprotect("")
    document.enableAutomaticCalculation(False)
    document.calculateAll()
    places = [(title, *place(at)) for title, at in task["read"]]
    answers = []
    for inputs in task["rounds"]:
        for title, at, value in inputs:
            write(sheets.getByName(title).getCellRangeByName(at), value)
        document.calculate()
        grids = {title: grid(sheets.getByName(title)) for title in {t for t, _, _ in places}}
        answers.append([grids[title][row][column] for title, row, column in places])
    document.close(True)
    with contextlib.suppress(Exception):
        desktop.terminate()
    print(json.dumps(answers))


main(*sys.argv[1:])
