"""Which model speaks in a data folder: the county's own once it has one, until then the model of the first day."""

from pathlib import Path
from typing import Final

import structlog

from fengqiao.gateways.classifier.cold_start import cold_start
from fengqiao.gateways.classifier.model import Model, ModelFault, load

_kept: Final[dict[Path, tuple[tuple[int, int], Model]]] = {}
_log: Final = structlog.get_logger(__name__)


def own_model_file(data_folder: Path) -> Path:
    """Where the county's own model stands."""
    return data_folder / "models" / "triage.npz"


def installed(data_folder: Path) -> Model:
    """The county's own trained model when there is one, else that of the first day; kept until its file changes.

    A damaged file does not stop intake: it is logged, and the model of the first day speaks.
    """
    file = own_model_file(data_folder)
    try:
        now = file.stat()
    except OSError:
        stamp = (0, 0)
    else:
        stamp = (now.st_mtime_ns, now.st_size)
    held = _kept.get(data_folder)
    if held is None or held[0] != stamp:
        held = (stamp, _loaded(file, data_folder) if stamp != (0, 0) else cold_start(data_folder))
        _kept[data_folder] = held
    return held[1]


def _loaded(file: Path, data_folder: Path) -> Model:
    try:
        return load(file)
    except ModelFault as fault:
        _log.error("triage_model_unusable", file=str(file), why=fault.why_en)
        return cold_start(data_folder)
