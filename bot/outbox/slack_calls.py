"""Calls to Slack that can have three outcomes: done, refused, or unknown.

A refusal is certain: nothing was posted. A time-out, a reset, a 5xx or a page of HTML is not; the
message may be there, or may yet come, and only looking can tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final, TypeAlias

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

log = structlog.get_logger(__name__)

IN_TROUBLE: Final = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "unknown_error"}
)
"""Errors by which Slack says that it does not know either."""

SHUT_OUT: Final = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "accesslimited",
        "team_access_not_granted",
        "org_login_required",
        "ekm_access_denied",
    }
)
"""Errors by which Slack refuses the bot itself, whatever it asks: nothing is lost by waiting."""

SHUT_OUT_S: Final = 60.0
"""After so long it is tried again; somebody has to let the bot in first."""

SERVER_ERROR: Final = 500
TOO_MANY: Final = 429


@dataclass(frozen=True)
class Done:
    """It took effect; `answer` is Slack's body."""

    answer: SlackResponse


@dataclass(frozen=True)
class Refused:
    """Nothing took effect; `error` is Slack's word for why."""

    error: str


@dataclass(frozen=True)
class Later:
    """Nothing took effect; Slack asks to wait."""

    seconds: float


@dataclass(frozen=True)
class Unknown:
    """It may have taken effect."""

    reason: str


Result: TypeAlias = Done | Refused | Later | Unknown


def attempt(call: Callable[..., SlackResponse], **arguments: Any) -> Result:  # noqa: ANN401
    """Make one call and say what is known of it."""
    try:
        return Done(call(**arguments))
    except SlackApiError as error:
        return _judge(error)
    except (SlackClientError, HTTPException, OSError) as error:
        return Unknown(f"{type(error).__name__}: {error}")


def _judge(error: SlackApiError) -> Result:
    response = error.response
    if not isinstance(response, SlackResponse):
        return Unknown(str(error))
    if response.status_code == TOO_MANY:
        return Later(float(response.headers.get("Retry-After", 1)))
    body = response.data if isinstance(response.data, dict) else {}
    said = str(body.get("error", ""))
    if response.status_code >= SERVER_ERROR or not said or said in IN_TROUBLE:
        return Unknown(f"{response.status_code} {said}".strip())
    if said in SHUT_OUT:
        log.error("slack.shut_out", error=said)
        return Later(SHUT_OUT_S)
    return Refused(said)
