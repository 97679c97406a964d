"""Writes the extension: a zip of descriptions generated from the catalogue, and the loader."""

from __future__ import annotations

import sysconfig
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from xlplanner._version import __version__
from xlplanner.errors import FileError, printable_path
from xlplanner.files import ReproducibleZip, atomic_write
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Argument, Function
from xlplanner.hosts.calc.names import ADD_IN, IDENTIFIER, IMPLEMENTATION, INTERFACE, SERVICES

REGISTRY = "http://openoffice.org/2001/registry"
MANIFEST = "http://openoffice.org/2001/manifest"
COMPONENTS = "http://openoffice.org/2010/uno-components"
DESCRIPTION = "http://openoffice.org/extensions/description/2006"
LINK = "http://www.w3.org/1999/xlink"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
for prefix, uri in {"oor": REGISTRY, "manifest": MANIFEST, "xlink": LINK}.items():
    ET.register_namespace(prefix, uri)

# The folder of wheels within an extension that holds its own packages.
PACKAGES = "packages"
IDL, XCU, LOADER, ENVIRONMENT = "functions.idl", "CalcAddIns.xcu", "loader.py", "environment.txt"
RECALCULATION, COMPONENT_LIST = "Recalculation.xcu", "xlplanner.components"
GRID = "sequence<sequence<any> >"
CONFIGURATION = "application/vnd.sun.star.configuration-data"
MEDIA_TYPES = {
    # LibreOffice takes the text of the interface where a compiled one is expected.
    IDL: "application/vnd.sun.star.uno-typelibrary;type=RDB",
    COMPONENT_LIST: "application/vnd.sun.star.uno-components",
    XCU: CONFIGURATION,
    RECALCULATION: CONFIGURATION,
}


def package_folders() -> list[Path]:
    """The folder that this package runs from, then those of the running environment."""
    own, paths = Path(__file__).parents[3], sysconfig.get_paths()
    return list(dict.fromkeys((own, Path(paths["purelib"]), Path(paths["platlib"]))))


def write(path: Path, folders: list[Path] | None = None, *, wheels: Sequence[Path] = ()) -> None:
    """Write the extension.

    Parameters
    ----------
    path : Path
        The .oxt file.
    folders : list of Path, optional
        Where LibreOffice's Python finds xlplanner and NumPy; by default where they are now.
    wheels : sequence of Path
        Wheels of xlplanner and NumPy to hold in the extension instead; they must be of the version
        of LibreOffice's Python.

    Raises
    ------
    FileError
        If the file cannot be written.
    """
    if path.suffix.lower() != ".oxt":
        raise FileError(f"an extension's name must end in .oxt; got {printable_path(path)}")
    folders = [Path(PACKAGES)] if wheels else folders or package_folders()
    with atomic_write(path) as temporary, ReproducibleZip(temporary) as archive:
        for name, text in parts(folders).items():
            archive.writestr(name, text)
        for wheel in map(ZipFile, wheels):
            with wheel:
                for name in wheel.namelist():
                    archive.writestr(f"{PACKAGES}/{name}", wheel.read(name))


def parts(folders: list[Path]) -> dict[str, str]:
    """The files of the extension by name."""
    here = resources.files(__package__)
    return {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        COMPONENT_LIST: _components(),
        IDL: _interface(),
        XCU: _functions(),
        RECALCULATION: _recalculation(),
        LOADER: here.joinpath(LOADER).read_text(encoding="utf-8"),
        ENVIRONMENT: "".join(f"{folder}\n" for folder in folders),
    }


def argument_name(argument: Argument) -> str:
    """An argument's name in the interface, where an underscore is not allowed: infTokens."""
    first, *rest = argument.name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _interface() -> str:
    """The interface in UNO's own language; `any` makes an argument optional and takes ranges."""
    *modules, interface = INTERFACE.split(".")
    opening = " ".join(f"module {module} {{" for module in modules)
    methods = "".join(f"  {GRID} {f.name}({_parameters(f)});\n" for f in CATALOGUE.values())
    return f"{opening}\ninterface {interface} {{\n{methods}}};\n{'}; ' * len(modules)}\n"


def _parameters(function: Function) -> str:
    return ", ".join(
        f"[in] {'sequence<any>' if argument.repeats else 'any'} {argument_name(argument)}"
        for argument in function.arguments
    )


def _functions() -> str:
    root = _configuration("CalcAddIns")
    add_ins = _node(root, "AddInInfo", new=False)
    functions = _node(_node(add_ins, ADD_IN), "AddInFunctions", new=False)
    for function in CATALOGUE.values():
        entry = _node(functions, function.name)
        _property(entry, "DisplayName", function.name, translated=True)
        _property(entry, "Description", function.help_text, translated=True)
        _property(entry, "Category", "Add-In")
        # The name in xlsx files.
        _property(entry, "CompatibilityName", function.name, translated=True)
        arguments = _node(entry, "Parameters", new=False)
        for argument in function.arguments:
            parameter = _node(arguments, argument_name(argument))
            _property(parameter, "DisplayName", argument.name, translated=True)
            _property(parameter, "Description", argument.help_text, translated=True)
    return _text(root)


def _recalculation() -> str:
    """Recalculate xlsx files on load; by default Calc shows their stored values."""
    root = _configuration("Calc")
    load = _node(_node(root, "Formula", new=False), "Load", new=False)
    _property(load, "OOXMLRecalcMode", "0")
    return _text(root)


def _configuration(name: str) -> ET.Element:
    package = "org.openoffice.Office"
    return ET.Element(
        f"{{{REGISTRY}}}component-data",
        {f"{{{REGISTRY}}}name": name, f"{{{REGISTRY}}}package": package},
    )


def _node(parent: ET.Element, name: str, *, new: bool = True) -> ET.Element:
    node = ET.SubElement(parent, "node", {f"{{{REGISTRY}}}name": name})
    if new:
        node.set(f"{{{REGISTRY}}}op", "replace")
    return node


def _property(node: ET.Element, name: str, value: str, *, translated: bool = False) -> None:
    prop = ET.SubElement(node, "prop", {f"{{{REGISTRY}}}name": name})
    ET.SubElement(prop, "value", {LANGUAGE: "en"} if translated else {}).text = value


def _components() -> str:
    root = ET.Element("components", {"xmlns": COMPONENTS})
    loader = "com.sun.star.loader.Python"
    component = ET.SubElement(root, "component", {"loader": loader, "uri": LOADER})
    implementation = ET.SubElement(component, "implementation", {"name": IMPLEMENTATION})
    for service in SERVICES:
        ET.SubElement(implementation, "service", {"name": service})
    return _text(root)


def _description() -> str:
    root = ET.Element("description", {"xmlns": DESCRIPTION})
    ET.SubElement(root, "identifier", {"value": IDENTIFIER})
    ET.SubElement(root, "version", {"value": __version__})
    name = ET.SubElement(ET.SubElement(root, "display-name"), "name", {"lang": "en"})
    name.text = "xlplanner"
    return _text(root)


def _manifest() -> str:
    root = ET.Element(f"{{{MANIFEST}}}manifest")
    for name, media_type in MEDIA_TYPES.items():
        details = {"full-path": name, "media-type": media_type}
        ET.SubElement(
            root,
            f"{{{MANIFEST}}}file-entry",
            {f"{{{MANIFEST}}}{key}": value for key, value in details.items()},
        )
    return _text(root)


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
