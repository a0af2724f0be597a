"""Logs as JSON lines on standard error; what looks like a token never gets there."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

SECRET: Final = re.compile(r"\b(xox[abeoprs]|xapp|ya29)[-.][\w.-]{4,}")


def configure_logs(level: str) -> None:
    """Set up structlog and the standard library's logging, once a process."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*processors, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=processors,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(renderer)
    logging.basicConfig(level=max(threshold, logging.WARNING), handlers=[handler], force=True)


def hide_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace tokens in every text of an event."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = SECRET.sub("[secret]", value)
    return event
