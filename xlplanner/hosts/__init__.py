"""The hosts: programs whose cells can call the functions, one folder each."""

from importlib import import_module

from xlplanner.hosts.host import Host

FOLDERS = (
    "excel",
    "calc",
    "google_sheets",
    "office_js",
)
HOSTS: list[Host] = [import_module(f"{__name__}.{folder}").HOST for folder in FOLDERS]
