"""The add-in's VBA: one function for each entry of the catalogue, which asks Python.

VBA only translates: ranges to values, missing arguments to blanks, error texts to error values.
`XLPy` is xlwings' own, from the module that stands beside this one in the add-in.
"""

from __future__ import annotations

from itertools import chain, count, groupby, starmap

from xlplanner._version import __version__
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Argument, Function
from xlplanner.hosts.excel.errors import ERROR_NUMBERS

MODULE_NAME = "xlplanner_functions"
UDF_MODULE = "xlplanner.hosts.excel.udfs"
STAMP = "BUILT_BY_XLPLANNER"
# Under which names VBA's SaveSetting keeps the last problem.
SETTING = ("xlplanner", "Excel", "CellError")

HEAD = """\
Option Explicit

Public Const {stamp} As String = "{version}"
Private Const UDF_MODULE As String = "{udf_module}"
' While Python cannot be reached, cells fail at once; it is tried anew after these seconds.
Private Const PAUSE_SECONDS As Long = 10

Private planner As Object
Private last_problem As String
Private next_try As Date
"""

TRANSLATION = """\
Private Function Answer(function_name As String, arguments As Variant) As Variant
    Dim values As Variant
    If Not Asked(function_name, arguments, values) Then
        ' A Python process that has ended leaves a dead reference: connect anew, once.
        Set planner = Nothing
        If Not Asked(function_name, arguments, values) Then values = CVErr(xlErrValue)
    End If
    Answer = WithErrors(values)
End Function

Private Function Asked(function_name As String, arguments As Variant, values As Variant) As Boolean
    On Error GoTo Failed
    If planner Is Nothing Then Set planner = Connection()
    values = planner.CallUDF(UDF_MODULE, function_name, arguments)
    Asked = True
    Exit Function
Failed:
    Remember Err.Description
End Function

Private Function Connection() As Object
    If Now < next_try Then Err.Raise vbObjectError + 1, Description:=last_problem
    next_try = DateAdd("s", PAUSE_SECONDS, Now)
    Set Connection = XLPy()
    next_try = 0
End Function

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

DESCRIPTION = """\
Public Sub DescribeFunctions()
{calls}
    ThisWorkbook.Saved = True
End Sub

{families}

Private Sub Describe(function_name As String, family As String, about As String, _
    ParamArray texts() As Variant)
    Dim macro As String
    Dim arguments As Variant
    macro = "'" & ThisWorkbook.Name & "'!" & function_name
    arguments = texts
    ' What the function wizard shows is not worth an error box.
    On Error Resume Next
    If UBound(texts) < 0 Then
        Application.MacroOptions Macro:=macro, Description:=about, Category:=family
    Else
        Application.MacroOptions Macro:=macro, Description:=about, Category:=family, _
            ArgumentDescriptions:=arguments
    End If
End Sub
"""

THIS_WORKBOOK = """\
Option Explicit

Private WithEvents host As Application

Private Sub Workbook_Open()
    ' Application.MacroOptions fails while no workbook is active, as when Excel starts.
    If ActiveWorkbook Is Nothing Then
        Set host = Application
    Else
        {module}.DescribeFunctions
    End If
End Sub

Private Sub host_WorkbookActivate(ByVal Wb As Workbook)
    Set host = Nothing
    {module}.DescribeFunctions
End Sub
"""


def quoted(text: str) -> str:
    """Text as a VBA literal.

    >>> print(quoted('a "loss" of 2'))
    "a ""loss"" of 2"
    """
    return '"' + text.replace('"', '""') + '"'


def category(function: Function) -> str:
    """The category of a function in Excel's function wizard."""
    return f"xlplanner: {function.family}"


def module() -> str:
    """Source of the module with the functions, without its name."""
    functions = CATALOGUE.values()
    head = HEAD.format(stamp=STAMP, version=__version__, udf_module=UDF_MODULE)
    cases = "\n".join(
        f"        Case {quoted(text)}: CellValue = CVErr({number})"
        for text, number in ERROR_NUMBERS.items()
    )
    setting = ", ".join(map(quoted, SETTING))
    translation = TRANSLATION.format(setting=setting, cases=cases)
    return "\n".join([head, *map(_function, functions), translation, _descriptions()])


def this_workbook() -> str:
    """Source of the add-in's workbook module, without its attributes."""
    return THIS_WORKBOOK.format(module=MODULE_NAME)


def _function(function: Function) -> str:
    parameters = ", ".join(map(_parameter, function.arguments))
    lines = [f"Public Function {function.name}({parameters}) As Variant"]
    lines.append(f"Attribute {function.name}.VB_Description = {quoted(function.help_text)}")
    if function.arguments and function.arguments[-1].repeats:
        lines += _gathered(function)
        arguments = "arguments"
    else:
        arguments = f"Array({', '.join(f'Content({a.name})' for a in function.arguments)})"
    lines.append(f"    {function.name} = Answer({quoted(function.name)}, {arguments})")
    return "\n".join([*lines, "End Function", ""])


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


def _descriptions() -> str:
    """The descriptions, a procedure a family: one may hold 64 KiB."""
    families = groupby(CATALOGUE.values(), key=lambda function: function.family)
    subs = {f"DescribeFamily{n}": list(functions) for n, (_, functions) in enumerate(families, 1)}
    calls = "\n".join(f"    {name}" for name in subs)
    bodies = starmap(_describing, subs.items())
    return DESCRIPTION.format(calls=calls, families="\n\n".join(bodies))


def _describing(name: str, functions: list[Function]) -> str:
    lines = chain.from_iterable(map(_description, functions))
    return "\n".join([f"Private Sub {name}()", *lines, "End Sub"])


def _description(function: Function) -> list[str]:
    """A call of Describe, a literal a line: a line of VBA holds 1023 characters."""
    literals = [function.name, category(function), function.help_text]
    literals += [argument.help_text for argument in function.arguments]
    *first, last = map(quoted, literals)
    return ["    Describe _", *(f"        {text}, _" for text in first), f"        {last}"]
