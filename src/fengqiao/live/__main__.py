"""`python -m fengqiao.live`: the live stream on the port above the web's."""

import os
import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"
PORT = int(os.environ.get("FENGQIAO_LIVE_PORT", "8001"))


def serve() -> int:
    """Serve until told to stop; streams that are open are not waited for."""
    Granian(
        "fengqiao.live.serving:application",
        address=HOST,
        port=PORT,
        interface=Interfaces.ASGI,
        workers=1,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=1,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(serve())
