"""Where a process begins that helps with an import: it sets Django up before it reads what it is to do."""

from importlib import import_module
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal


def begin(pipe: Connection) -> None:
    """Answer what comes over the pipe until it ends; see `importing_together.serve`."""
    signal(SIGINT, SIG_IGN)  # the process that hands the work out hears it, and closes the pipe
    import_module("django").setup()
    import_module("fengqiao.desk.importing_together").serve(pipe)
