"""Logs: one JSON object a line on standard error, never with what a citizen wrote."""

import re
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

# PostgreSQL's DETAIL and CONTEXT quote the row that failed, and a row may hold a citizen's words.
_QUOTED_ROWS: Final = re.compile(r"\n(?:DETAIL|CONTEXT):.*?(?=\n\nThe above|\n\nDuring|\Z)", re.DOTALL)
_DATABASE_AWAY: Final = frozenset({"DatabaseAway", "OperationalError", "InterfaceError", "PoolTimeout"})


def discreet_exception(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Write the traceback of an error without the rows it quotes; one line where the database is only away."""
    error = event.get("exc_info")
    if isinstance(error, tuple) and error[0] is not None and error[0].__name__ in _DATABASE_AWAY:
        del event["exc_info"]
        return {**event, "exception": f"{error[0].__name__}: {str(error[1]).partition(chr(10))[0]}"}
    event = structlog.processors.format_exc_info(_logger, _name, event)
    if "exception" in event:
        event["exception"] = _QUOTED_ROWS.sub("", event["exception"])
    return event


_SHARED: Final[list[Any]] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    discreet_exception,
]

LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Refused requests are the client's business, and their answers say why.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": True},
    },
}

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
