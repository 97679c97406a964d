"""Runs inside LibreOffice: imports xlplanner from its environment and registers the add-in.

This file is copied into the extension; `environment.txt` beside it lists the folders of
packages, which may lie beside it too.
"""

import site
import sys
from pathlib import Path

import unohelper

here = Path(__file__).parent
before = list(sys.path)
for folder in (here / "environment.txt").read_text(encoding="utf-8").splitlines():
    site.addsitedir(str(here / folder))
# While xlplanner is imported, the environment's NumPy comes before the system's. Afterwards
# it comes last, so that other extensions import the same modules as before.
added = [folder for folder in sys.path if folder not in before]
sys.path[:] = [*added, *before]
try:
    from xlplanner.hosts.calc.component import IMPLEMENTATION, SERVICES, AddIn
finally:
    sys.path[:] = [*before, *added]

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 (the name LibreOffice reads)
g_ImplementationHelper.addImplementation(AddIn, IMPLEMENTATION, SERVICES)
