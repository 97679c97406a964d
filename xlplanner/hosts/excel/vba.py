"""The add-in's VBA: one function for each entry of the catalogue, which asks Python.

VBA only translates: ranges to values, missing arguments to blanks, error texts to error values. How
it reaches Python is in `connection`, which stands in the same module of the add-in, so that no cell
and no other workbook can call it.
"""

from __future__ import annotations

from itertools import count
from textwrap import wrap

from xlplanner._version import __version__
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Argument, Function
from xlplanner.hosts.excel import connection
from xlplanner.hosts.excel.errors import ERROR_NUMBERS
from xlplanner.hosts.excel.names import FILE_NAME, REPAIR, UDF_MODULE

MODULE_NAME = "xlplanner_functions"
STAMP = "BUILT_BY_XLPLANNER"
# Under which names VBA's SaveSetting keeps the last problem.
SETTING = ("xlplanner", "Excel", "CellError")
# As Excel stores what it was given by MacroOptions: the number of a function's category. Excel has
# 19 of its own, and the first of a workbook is 20.
FIRST_CATEGORY = 20

HEAD = """\
Public Const {stamp} As String = "{version}"
Private Const UDF_MODULE As String = "{udf_module}"
' After an attempt that failed, cells fail at once for these seconds.
Private Const PAUSE_SECONDS As Long = 60
' The name of a cell that every planner has.
Private Const PLANNER_CELL As String = "{planner_cell}"

Private planner As Object
Private last_problem As String
Private next_try As Date
"""

TRANSLATION = """\
Private Function Answer(function_name As String, arguments As Variant) As Variant
    Dim values As Variant
    Dim problem As Long
    problem = ProblemOf(function_name, arguments, values)
    ' A Python that has ended leaves a dead reference: connect anew, once.
    If IsDead(problem) Then problem = ProblemOf(function_name, arguments, values)
    If IsDead(problem) Then Pause
    If problem <> 0 Then values = CVErr(xlErrValue)
    Answer = WithErrors(values)
End Function

Private Function ProblemOf( _
    function_name As String, arguments As Variant, values As Variant) As Long
    On Error GoTo Failed
    Connect
    values = planner.CallUDF(UDF_MODULE, function_name, arguments)
    Exit Function
Failed:
    ProblemOf = Err.Number
    Remember Err.Description
    If IsDead(ProblemOf) Then Disconnect
End Function

Private Function IsDead(problem As Long) As Boolean
    ' Of VBA, and of COM: the server is not available, the call has failed halfway, the object has
    ' disconnected from its clients.
    IsDead = problem = 462 Or problem = &H800706BA Or problem = &H800706BE Or problem = &H80010108
End Function

Private Sub Connect()
    Dim problem As Long
    Dim reason As String
    If Not planner Is Nothing Then Exit Sub
    If Now < next_try Then Err.Raise vbObjectError + 1, Description:=last_problem
    On Error GoTo Failed
    Set planner = XLPy()
    Exit Sub
Failed:
    problem = Err.Number
    reason = Err.Description
    Pause
    Err.Raise problem, Description:=reason
End Sub

Private Sub Pause()
    ' Set after an attempt, which may have taken longer than the pause.
    next_try = DateAdd("s", PAUSE_SECONDS, Now)
End Sub

Private Sub Disconnect()
    Set planner = Nothing
    On Error Resume Next
    EndXLPy
End Sub

Public Sub WarmUp()
    On Error GoTo Failed
    Connect
    Exit Sub
Failed:
    Remember Err.Description
End Sub

Private Sub Remember(problem As String)
    If problem = last_problem Then Exit Sub
    last_problem = problem
    On Error Resume Next
    SaveSetting {setting}, Format$(Now, "yyyy-mm-dd hh:nn:ss") & " " & problem
End Sub

Private Function Content(Optional argument As Variant) As Variant
    If IsMissing(argument) Then Exit Function
    If Not IsObject(argument) Then
        Content = argument
    ElseIf Not TypeOf argument Is Range Then
        Content = CVErr(xlErrValue)
    ElseIf argument.Areas.Count > 1 Then
        Content = CVErr(xlErrValue)
    Else
        Content = WithinUsed(argument).Value2
    End If
End Function

Private Function WithinUsed(area As Variant) As Range
    ' Whole columns and rows end where the sheet's used range does.
    Dim used As Range
    Dim rows_used As Long
    Dim columns_used As Long
    Set WithinUsed = area
    If area.Rows.Count < area.Worksheet.Rows.Count And _
        area.Columns.Count < area.Worksheet.Columns.Count Then Exit Function
    Set used = area.Worksheet.UsedRange
    rows_used = used.Row + used.Rows.Count - area.Row
    columns_used = used.Column + used.Columns.Count - area.Column
    Set WithinUsed = area.Resize( _
        Fewer(area.Rows.Count, rows_used), _
        Fewer(area.Columns.Count, columns_used))
End Function

Private Function Fewer(ByVal there As Long, ByVal used As Long) As Long
    Fewer = there
    If used < there Then Fewer = used
    If Fewer < 1 Then Fewer = 1
End Function

Private Function WithErrors(values As Variant) As Variant
    Dim i As Long
    Dim j As Long
    If Not IsArray(values) Then
        WithErrors = CellValue(values)
        Exit Function
    End If
    If HasRows(values) Then
        For i = LBound(values, 1) To UBound(values, 1)
            For j = LBound(values, 2) To UBound(values, 2)
                values(i, j) = CellValue(values(i, j))
            Next j
        Next i
    Else
        For j = LBound(values) To UBound(values)
            values(j) = CellValue(values(j))
        Next j
    End If
    WithErrors = values
End Function

Private Function HasRows(values As Variant) As Boolean
    Dim last As Long
    On Error GoTo OneRow
    last = UBound(values, 2)
    HasRows = True
OneRow:
End Function

Private Function CellValue(value As Variant) As Variant
    CellValue = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, 1) <> "#" Then Exit Function
    Select Case value
{cases}
    End Select
End Function
"""

REPAIR_SUB = """\
Public Sub {repair}()
    ' Started by the user alone: macros, {repair}.
    Dim entered As Long
    Dim reason As String
    Disconnect
    next_try = 0
    On Error GoTo Failed
    Connect
    If IsPlanner(ActiveWorkbook) Then entered = Mended(ActiveWorkbook)
    Application.CalculateFullRebuild
    MsgBox "xlplanner is connected. Formulas entered again: " & entered & "."
    Exit Sub
Failed:
    reason = Err.Description
    Remember reason
    MsgBox "xlplanner: " & reason
End Sub

Private Function IsPlanner(book As Workbook) As Boolean
    If book Is Nothing Then Exit Function
    On Error Resume Next
    IsPlanner = Len(book.Names(PLANNER_CELL).Name) > 0
End Function

Private Function Mended(book As Workbook) As Long
    ' Excel does not compute, draw or ask in between, and has its settings back in any case.
    Dim mode As Long
    Dim drawing As Boolean
    Dim events As Boolean
    Dim alerts As Boolean
    Dim problem As Long
    Dim reason As String
    mode = Application.Calculation
    drawing = Application.ScreenUpdating
    events = Application.EnableEvents
    alerts = Application.DisplayAlerts
    On Error GoTo Restore
    Application.Calculation = xlCalculationManual
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    Application.DisplayAlerts = False
    Mended = EnterAgain(book)
Restore:
    problem = Err.Number
    reason = Err.Description
    Application.Calculation = mode
    Application.ScreenUpdating = drawing
    Application.EnableEvents = events
    Application.DisplayAlerts = alerts
    If problem <> 0 Then Err.Raise problem, Description:=reason
End Function

Private Function EnterAgain(book As Workbook) As Long
    ' The planner's own sheets are protected, without a password; all others are left alone.
    Dim opened As New Collection
    Dim sheet As Worksheet
    Dim kept As Variant
    Dim problem As Long
    Dim reason As String
    On Error GoTo Protect
    For Each sheet In book.Worksheets
        If sheet.ProtectContents Then Unprotect sheet, opened
    Next sheet
    PointLinksHere book
    For Each kept In opened
        EnterAgain = EnterAgain + EnterAgainOn(kept(0))
    Next kept
Protect:
    problem = Err.Number
    reason = Err.Description
    For Each kept In opened
        ProtectAgain kept
    Next kept
    If problem <> 0 Then Err.Raise problem, Description:=reason
End Function

Private Sub Unprotect(sheet As Worksheet, opened As Collection)
    Dim kept As Variant
    kept = Array(sheet, sheet.ProtectDrawingObjects, sheet.ProtectScenarios, _
        sheet.Protection.AllowFiltering, sheet.Protection.AllowSorting)
    On Error Resume Next
    sheet.Unprotect ""
    If Not sheet.ProtectContents Then opened.Add kept
End Sub

Private Sub ProtectAgain(kept As Variant)
    kept(0).Protect DrawingObjects:=kept(1), Scenarios:=kept(2), _
        AllowFiltering:=kept(3), AllowSorting:=kept(4)
End Sub

Private Sub PointLinksHere(book As Workbook)
    ' A planner from another user names the add-in in that user's folder.
    Dim links As Variant
    Dim link As Variant
    links = book.LinkSources(xlLinkTypeExcelLinks)
    If IsEmpty(links) Then Exit Sub
    On Error Resume Next
    For Each link In links
        If IsStale(CStr(link)) Then
            book.ChangeLink link, ThisWorkbook.FullName, xlLinkTypeExcelLinks
        End If
    Next link
End Sub

Private Function IsStale(link As String) As Boolean
    Dim path As String
    path = LCase$(Replace(link, "/", "\\"))
    IsStale = Mid$(path, InStrRev(path, "\\") + 1) = {addin} And _
        path <> LCase$(Replace(ThisWorkbook.FullName, "/", "\\"))
End Function

Private Function EnterAgainOn(sheet As Variant) As Long
    Dim cell As Variant
    For Each cell In sheet.UsedRange.Cells
        If IsLost(cell) Then
            If Entered(cell) Then EnterAgainOn = EnterAgainOn + 1
        End If
    Next cell
End Function

Private Function IsLost(cell As Variant) As Boolean
    ' A call of one of the functions that has lost them.
    If Not cell.HasFormula Then Exit Function
    If Not IsError(cell.Value) Then Exit Function
    If CLng(cell.Value) <> xlErrName And CLng(cell.Value) <> xlErrRef Then Exit Function
    IsLost = CallsFunction(UCase$(cell.Formula))
End Function

Private Function CallsFunction(formula As String) As Boolean
    Dim functions As String
    Dim called As Variant
{names}
    For Each called In Split(Trim$(functions))
        If InStr(formula, called & "(") > 0 Then CallsFunction = True
    Next called
End Function

Private Function Entered(cell As Variant) As Boolean
    On Error GoTo Refused
    If cell.HasArray Then
        cell.CurrentArray.FormulaArray = cell.CurrentArray.Cells(1, 1).Formula
    Else
        cell.Formula = cell.Formula
    End If
    Entered = True
Refused:
End Function
"""

THIS_WORKBOOK = """\
Option Explicit

Private Sub Workbook_Open()
    ' Once Excel is ready, so that its start does not wait for Python. Where Excel refuses, as
    ' it may when it opens a mail's attachment, the first formula starts Python.
    On Error Resume Next
    Application.OnTime Now, "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!{module}.WarmUp"
End Sub
"""


def quoted(text: str) -> str:
    """Text as a VBA literal.

    >>> print(quoted('a "loss" of 2'))
    "a ""loss"" of 2"
    """
    return '"' + text.replace('"', '""') + '"'


def category(family: str) -> str:
    """The category of a family in Excel's function wizard."""
    return f"xlplanner: {family}"


def module(interpreter: str | None = None) -> str:
    """Source of the module with the functions, without its name.

    Parameters
    ----------
    interpreter : str, optional
        The program that computes the cells, by its whole path; see `connection.source`.
    """
    # A workbook's modules are not for the server, which starts through this one.
    from xlplanner.workbook.sheets.start import VERSION_NAME

    functions = CATALOGUE.values()
    head = HEAD.format(
        stamp=STAMP, version=__version__, udf_module=UDF_MODULE, planner_cell=VERSION_NAME
    )
    cases = "\n".join(
        f"        Case {quoted(text)}: CellValue = CVErr({number})"
        for text, number in ERROR_NUMBERS.items()
    )
    setting = ", ".join(map(quoted, SETTING))
    parts = [
        "Option Explicit\n",
        connection.declarations(),
        head,
        *map(_function, functions),
        TRANSLATION.format(setting=setting, cases=cases),
        REPAIR_SUB.format(repair=REPAIR, addin=quoted(FILE_NAME), names=_names()),
        connection.procedures(interpreter),
    ]
    return "\n".join(parts)


def this_workbook() -> str:
    """Source of the add-in's workbook module, without its attributes."""
    return THIS_WORKBOOK.format(module=MODULE_NAME)


def families() -> list[str]:
    """The families of the catalogue in their order, each a category of the wizard."""
    return list(dict.fromkeys(function.family for function in CATALOGUE.values()))


def _names() -> str:
    """Lines that join the functions' names in one text, from parts as short as VBA asks."""
    lines = wrap(" ".join(CATALOGUE), 200)
    return "\n".join(f'    functions = functions & " {line}"' for line in lines)


def _function(function: Function) -> str:
    parameters = ", ".join(map(_parameter, function.arguments))
    lines = [f"Public Function {function.name}({parameters}) As Variant", *_attributes(function)]
    if function.arguments and function.arguments[-1].repeats:
        lines += _gathered(function)
        arguments = "arguments"
    else:
        arguments = f"Array({', '.join(f'Content({a.name})' for a in function.arguments)})"
    lines.append(f"    {function.name} = Answer({quoted(function.name)}, {arguments})")
    return "\n".join([*lines, "End Function", ""])


def _attributes(function: Function) -> list[str]:
    """The help and the category of a function, where Excel keeps them for its wizard."""
    number = FIRST_CATEGORY + families().index(function.family)
    return [
        f"Attribute {function.name}.VB_Description = {quoted(function.help_text)}",
        f'Attribute {function.name}.VB_ProcData.VB_Invoke_Func = " \\n{number}"',
    ]


def _parameter(argument: Argument) -> str:
    if argument.repeats:
        return f"ParamArray {argument.name}() As Variant"
    return f"{'Optional ' * argument.optional}{argument.name} As Variant"


def _gathered(function: Function) -> list[str]:
    """Lines that put leading and repeated arguments into one array."""
    *leading, rest = (argument.name for argument in function.arguments)
    return [
        "    Dim arguments() As Variant",
        "    Dim i As Long",
        f"    ReDim arguments(0 To UBound({rest}) + {len(leading)})",
        *(f"    arguments({i}) = Content({name})" for i, name in zip(count(), leading)),
        f"    For i = 0 To UBound({rest})",
        f"        arguments(i + {len(leading)}) = Content({rest}(i))",
        "    Next i",
    ]
