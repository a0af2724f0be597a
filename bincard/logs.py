"""Logs as JSON lines on standard error; what looks like a secret never gets there.

The finished line is searched, so that it does not matter in which part of an event, or how deep in
the text of an exception, a secret stands.
"""

import logging
import re
import sys
from typing import Final

import structlog

SECRET: Final = re.compile(
    r"\b(?:xox[abeoprs]|xapp|ya29)[-.][\w.-]{4,}"  # Slack's and Google's tokens
    r"|(?<=Bearer )[\w.~+/=-]{8,}"
    r'|-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*'
    r'|(?<=://)[^/\s:@"]+:[^/\s@"]+(?=@)'  # name and password in an address
)
_AS_JSON: Final = structlog.processors.JSONRenderer(ensure_ascii=False)


def configure_logs(level: str) -> None:
    """Set up structlog and the standard library's logging, once a process."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*processors, as_line],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=processors,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            as_line,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(renderer)
    logging.basicConfig(level=max(threshold, logging.WARNING), handlers=[handler], force=True)


def as_line(
    logger: structlog.typing.WrappedLogger, method: str, event: structlog.typing.EventDict
) -> str:
    """Render an event as JSON, without the secrets in it."""
    rendered = _AS_JSON(logger, method, event)
    return hidden(rendered if isinstance(rendered, str) else rendered.decode())


def hidden(line: str) -> str:
    """Replace what looks like a secret.

    Examples:
        >>> hidden('{"url":"postgresql://bincard:pa55@db/x","t":"xoxb-1-abcd"}')
        '{"url":"postgresql://[secret]@db/x","t":"[secret]"}'
    """
    return SECRET.sub("[secret]", line)
