"""The Python that computes the cells of Excel: xlwings' COM server, started by the add-in."""

from __future__ import annotations

import faulthandler
import os
import sys
from importlib import import_module
from threading import Thread

from xlplanner.hosts.excel.names import UDF_MODULE


def serve(clsid: str) -> None:
    """Answer calls until Excel ends.

    Parameters
    ----------
    clsid : str
        The number under which the add-in looks for this server.
    """
    com_server = import_module("xlwings.com_server")
    # The add-in's command line has set the time by which this has to be reached.
    faulthandler.cancel_dump_traceback_later()
    # The folder that Excel was in may be removed or renamed.
    os.chdir(sys.prefix)
    # A first cell waits for this import, but Excel does not.
    Thread(target=import_module, args=(UDF_MODULE,), daemon=True).start()
    com_server.serve(clsid)
