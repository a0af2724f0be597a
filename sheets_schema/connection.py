"""The line to Google: gspread's client as a thin, frozen layer, and answers that admit ignorance.

A write has three outcomes. `Done` and `Refused` are certain; `Unknown` (a time-out, a reset, a 5xx,
HTML) means that it may have been applied, or may yet be, and that only doing the same idempotent
thing again settles it. gspread's own retrying client resends blindly and never gives up; not used.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import requests
from google.auth import exceptions as auth_errors
from google.auth.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceAccount
from gspread.exceptions import APIError
from gspread.http_client import FileType, HTTPClient, ParamsType

SHEETS_BASE: Final = "https://sheets.googleapis.com"
SCOPE: Final = "https://www.googleapis.com/auth/spreadsheets"
TIMEOUTS_S: Final = (5.0, 60.0)
QUOTA_STATUS: Final = 429

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Done:
    """It was applied, or read; `answer` is Google's body."""

    answer: Json


@dataclass(frozen=True)
class Refused:
    """Nothing was applied.

    Attributes:
        status: the HTTP status, 0 where the request never left (no token).
    """

    status: int
    message: str

    @property
    def is_quota(self) -> bool:
        return self.status == QUOTA_STATUS


@dataclass(frozen=True)
class Unknown:
    """It may have been applied, or may yet be."""

    reason: str


Result: TypeAlias = Done | Refused | Unknown


class AccountElsewhere(ServiceAccount):
    """An account of another server than Google's: Google is not asked where it may go."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


class GoogleLine(HTTPClient):
    """gspread's HTTP client with an address that can be changed, and time-outs."""

    def __init__(
        self,
        auth: Credentials,
        api_base: str = "",
        on_answer: Callable[[int], None] = lambda _status: None,
    ) -> None:
        super().__init__(auth)
        self.api_base = api_base.rstrip("/") or SHEETS_BASE
        self.session.hooks["response"].append(
            lambda response, **_how: on_answer(response.status_code)
        )
        self.set_timeout(TIMEOUTS_S)

    def request(  # noqa: PLR0913 - gspread's own signature
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: MutableMapping[str, str] | None = None,
    ) -> requests.Response:
        address = endpoint.replace(SHEETS_BASE, self.api_base, 1)
        return super().request(method, address, params, data, json, files, headers)

    def close(self) -> None:
        """Close the connections, that of the tokens included."""
        self.session.close()
        tokens = getattr(self.session, "_auth_request_session", None)
        if tokens is not None:
            tokens.close()


def open_line(
    account: str | Mapping[str, Any],
    api_base: str = "",
    on_answer: Callable[[int], None] = lambda _status: None,
) -> tuple[GoogleLine, str]:
    """Open a line with a service account.

    Args:
        account: the key file's path, or its content.
        api_base: another server than Google's, as in http://127.0.0.1:8080.
        on_answer: hears the HTTP status of each answer, for figures.

    Returns:
        The line and the account's e-mail address, with which spreadsheets are shared.
    """
    kind = AccountElsewhere if api_base else ServiceAccount
    credentials = (
        kind.from_service_account_file(account, scopes=[SCOPE])  # type: ignore[no-untyped-call]
        if isinstance(account, str)
        else kind.from_service_account_info(dict(account), scopes=[SCOPE])  # type: ignore[no-untyped-call]
    )
    line = GoogleLine(credentials, api_base, on_answer)
    return line, str(credentials.service_account_email)


def call(
    line: GoogleLine,
    method: str,
    path: str,
    *,
    params: ParamsType | None = None,
    body: Json | str | None = None,
) -> Result:
    """Make one call and say what is known of it.

    Args:
        line: over which it goes.
        method: of HTTP.
        path: below `/v4/spreadsheets/`.
        params: of the query.
        body: an object, or its JSON text where it has been made already.
    """
    data = body.encode() if isinstance(body, str) else None
    headers: MutableMapping[str, str] | None = (
        {"Content-Type": "application/json"} if data is not None else None
    )
    try:
        response = line.request(
            method,
            f"{SHEETS_BASE}/v4/spreadsheets/{path}",
            params=params,
            data=data,
            json=body if isinstance(body, dict) else None,
            headers=headers,
        )
        answer = response.json()
    except APIError as error:
        return _refused_or_unknown(error)
    except (auth_errors.TransportError, auth_errors.RefreshError) as error:
        return Refused(0, f"no access token: {error}")
    except (requests.RequestException, ValueError) as error:
        return Unknown(f"{type(error).__name__}: {error}")
    return Done(answer) if isinstance(answer, dict) else Unknown("the answer is no object")


def _refused_or_unknown(error: APIError) -> Result:
    status = error.response.status_code
    message = str(error.error.get("message", ""))
    if 400 <= status < 500 and status != requests.codes.request_timeout:
        return Refused(status, message)
    return Unknown(f"HTTP {status}: {message[:200]}")
