"""The add-in's VBA that starts Python and connects to it, through xlwings' library.

The command line is fixed when the add-in is built. Nothing of a workbook, a folder or the
environment is in it, no shell reads it, and the interpreter has its whole path. Python runs with
`-I`, so that no folder and no variable decides which modules it imports.

The library waits until Python answers or ends, for at most two minutes. So Python ends itself if
it is not ready to answer after `PATIENCE` seconds: `faulthandler` does that even while an import
hangs. The exception is a Windows that holds back the start of Python itself.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

from xlplanner.errors import FileError
from xlplanner.hosts.excel.names import INSTALL

XLWINGS = "xlwings"
BITS = (64, 32)
PATIENCE = 15
# The library puts the number of a server of its own in place of $(CLSID).
SERVER = (
    "import faulthandler, os; "
    "faulthandler.dump_traceback_later({patience}, exit=True, file=open(os.devnull, 'w')); "
    "from xlplanner.hosts.excel import server; server.serve('$(CLSID)')"
)
# In a path these would end it, or be replaced by the library.
REFUSED = re.compile(r'["\r\n]|\$\(')
NOTICE = re.compile(r"^'xlwings is distributed .*?(?=^[^'])", re.MULTILINE | re.DOTALL)

DECLARATIONS = """\
' XLPy, EndXLPy, LoadXLPyDLL and the declarations follow those of xlwings {version}:
'
{notice}
#If Win64 Then
    Private Const XLPyDLLName As String = "{library64}"
    {activate64}
#Else
    Private Const XLPyDLLName As String = "{library32}"
    {activate32}
#End If
Private Declare PtrSafe Function LoadLibrary Lib "KERNEL32" Alias "LoadLibraryA" ( _
    ByVal lpLibFileName As String) As LongPtr

Public Const XLWINGS_VERSION As String = "{version}"
Private Const SERVER As String = _
    {server}
"""
ACTIVATE = """\
Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "{library}" ( _
        ByRef Result As Variant, Optional ByVal Config As String = "", _
        Optional ByVal mode As Long = 1) As Long"""

PROCEDURES = """\
Private Function Interpreter() As String
    Interpreter = {interpreter}
    If Interpreter = "" Then Err.Raise 1002, Description:={none}
End Function

Private Function CommandLine() As String
    CommandLine = {quote} & Interpreter & {quote} & " -I -c " & {quote} & SERVER & {quote}
End Function

Private Sub LoadXLPyDLL()
    ' Beside Python, or above its folder as in a virtual environment.
    If LoadLibrary(Parent(Interpreter, 1) & XLPyDLLName) <> 0 Then Exit Sub
    If LoadLibrary(Parent(Interpreter, 2) & XLPyDLLName) <> 0 Then Exit Sub
    Err.Raise 1003, Description:="cannot load " & XLPyDLLName & " near " & Interpreter
End Sub

Private Function Parent(path As String, levels As Long) As String
    Dim i As Long
    Parent = path
    For i = 1 To levels
        Parent = Left$(Parent, InStrRev(Parent, "\\") - 1)
    Next i
    Parent = Parent & "\\"
End Function

Private Function XLPy() As Object
    Dim answer As Variant
    LoadXLPyDLL
    If 0 <> XLPyDLLActivateAuto(answer, CommandLine, 1) Then Err.Raise 1000, Description:=answer
    Set XLPy = answer
End Function

Private Sub EndXLPy()
    Dim answer As Variant
    LoadXLPyDLL
    If 0 <> XLPyDLLActivateAuto(answer, CommandLine, -1) Then Err.Raise 1000, Description:=answer
End Sub
"""


def library(bits: int) -> str:
    """File name of the library through which the add-in of this xlwings starts Python."""
    return f"xlwings{bits}-{version(XLWINGS)}.dll"


def declarations() -> str:
    """The declarations of the module, with xlwings' licence."""
    names = {f"library{bits}": library(bits) for bits in BITS}
    activates = {f"activate{bits}": ACTIVATE.format(library=library(bits)) for bits in BITS}
    server = f'"{SERVER.format(patience=PATIENCE)}"'
    return DECLARATIONS.format(
        version=version(XLWINGS), notice=notice(), server=server, **names, **activates
    )


def procedures(interpreter: str | None) -> str:
    """The procedures of the module.

    Parameters
    ----------
    interpreter : str, optional
        The program that computes the cells, by its whole path on Windows; without it, every cell
        fails and the reason says that none is set.

    Raises
    ------
    FileError
        If it is no whole path, or one that cannot be quoted.
    """
    none = f'"this add-in was built for no Python; {INSTALL} builds it for one"'
    return PROCEDURES.format(
        interpreter=_text(_checked(interpreter)) if interpreter else '""', none=none, quote='""""'
    )


def command_line(interpreter: str) -> str:
    """The whole command line that the add-in hands to the library."""
    return f'"{interpreter}" -I -c "{SERVER.format(patience=PATIENCE)}"'


@cache
def notice() -> str:
    """The licence that stands over xlwings' own VBA, as comments."""
    # Importing xlwings would take a third of a second.
    spec = find_spec(XLWINGS)
    if spec is None or spec.origin is None:
        raise FileError("xlwings is not installed; `pip install xlwings` brings it")
    source = Path(spec.origin).parent / "xlwings.bas"
    match = NOTICE.search(source.read_text(encoding="utf-8")) if source.is_file() else None
    if match is None:
        raise FileError(f"xlwings {version(XLWINGS)} is not supported: no licence in {source}")
    return match[0].rstrip()


def _checked(interpreter: str) -> str:
    path = PureWindowsPath(interpreter)
    whole = path.is_absolute() or Path(interpreter).is_absolute()
    if not whole or len(path.parts) < 3 or REFUSED.search(interpreter):
        raise FileError(f"an add-in needs the whole path of a Python; got {interpreter}")
    return interpreter


def _text(text: str) -> str:
    """Text as an expression of VBA, whose literals hold ASCII on every system."""
    pieces = re.findall(r"[ -~]+|[^ -~]", text)
    return " & ".join(f'"{p}"' if p.isascii() else f"ChrW({ord(p)})" for p in pieces)
