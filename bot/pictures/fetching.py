"""Fetches a file that somebody shared: only ours, only pictures, only so large.

The bot's token goes to Slack's own hosts and nowhere else: a file may name an address of anybody. To
whoever may not see a file Slack shows a page to log in, as if all were well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any, Final, Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient

from bot.outbox.slack_calls import SERVER_ERROR, TOO_MANY, Done, Later, Refused, Unknown, attempt

BYTES_MAX: Final = 20_000_000
TIMEOUT_S: Final = 15.0

FileProblem = Literal[
    "gone", "not_ours", "no_picture", "unreadable", "heic", "too_large", "not_allowed"
]


class FileRefusedError(Exception):
    """A file that is not read.

    Attributes:
        name: what it is called; empty where nobody knows.
        problem: `not_allowed` where the bot lacks a right, which whoever installed it can mend.
    """

    def __init__(self, name: str, problem: FileProblem) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class NotNowError(Exception):
    """Slack does not give a file now; it may a moment later."""


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """A file with its bytes.

    Attributes:
        link: where people of the workspace look at it; empty where Slack names none.
    """

    name: str
    content: bytes
    link: str = ""


class FileFetcher:
    """Fetches files for one bot.

    Args:
        client: without retries of its own.
        bytes_max: what is larger is not fetched.
    """

    def __init__(self, client: WebClient, bytes_max: int = BYTES_MAX) -> None:
        self._client = client
        self._bytes_max = bytes_max
        self._team = ""

    def fetch(self, file_id: str) -> SharedPicture:
        """Return a shared picture.

        Raises:
            FileRefusedError: as it says.
            NotNowError: Slack is away, or asks to wait.
        """
        file = self._described(file_id)
        name = str(file.get("name") or file_id)
        if file.get("user_team") not in (None, self._own_team()):
            raise FileRefusedError(name, "not_ours")
        if file.get("is_external") or file.get("mode") in ("external", "tombstone"):
            raise FileRefusedError(name, "not_ours")
        if str(file.get("mimetype", "")).startswith("image/hei"):
            raise FileRefusedError(name, "heic")
        if not str(file.get("mimetype", "")).startswith("image/"):
            raise FileRefusedError(name, "no_picture")
        if int(file.get("size", 0)) > self._bytes_max:
            raise FileRefusedError(name, "too_large")
        content = self._downloaded(name, str(file.get("url_private", "")))
        return SharedPicture(name, content, str(file.get("permalink", "")))

    def _described(self, file_id: str) -> Mapping[str, Any]:
        match attempt(self._client.files_info, file=file_id):
            case Done(answer):
                found: Mapping[str, Any] = answer["file"]
                return found
            case Refused("missing_scope" | "not_allowed_token_type"):
                raise FileRefusedError("", "not_allowed")
            case Refused():
                raise FileRefusedError("", "gone")
            case Later() | Unknown():
                raise NotNowError

    def _own_team(self) -> str:
        if not self._team:
            match attempt(self._client.auth_test):
                case Done(answer):
                    self._team = str(answer["team_id"])
                case _:
                    raise NotNowError
        return self._team

    def _downloaded(self, name: str, url: str) -> bytes:
        if not _is_slacks(url, self._client.base_url):
            raise FileRefusedError(name, "not_ours")
        request = Request(url, headers={"Authorization": f"Bearer {self._client.token}"})  # noqa: S310 - checked
        try:
            with _OPENER.open(request, timeout=TIMEOUT_S) as response:
                return self._read(name, response)
        except HTTPError as error:
            with error:
                if error.code >= SERVER_ERROR or error.code == TOO_MANY:
                    raise NotNowError from error
                problem: FileProblem = "not_allowed" if error.code in REDIRECTS else "gone"
                raise FileRefusedError(name, problem) from error
        except (OSError, HTTPException) as error:
            raise NotNowError from error

    def _read(self, name: str, response: HTTPResponse) -> bytes:
        if response.headers.get_content_type() == "text/html":
            raise FileRefusedError(name, "not_allowed")
        content = response.read(self._bytes_max + 1)
        if len(content) > self._bytes_max:
            raise FileRefusedError(name, "too_large")
        return content


REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class _NoRedirect(HTTPRedirectHandler):
    """A way to another host would take the token along."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER: Final = build_opener(_NoRedirect)


def _is_slacks(url: str, api_url: str) -> bool:
    """Tell whether an address belongs to the Slack whose API is asked.

    Examples:
        >>> _is_slacks("https://files.slack.com/files-pri/T1-F1/a.png", "https://slack.com/api/")
        True
        >>> _is_slacks("https://slack.com.example.org/a.png", "https://slack.com/api/")
        False
    """
    file, api = urlsplit(url), urlsplit(api_url)
    host, own = file.hostname or "", api.hostname or ""
    is_own = (host == own and file.port == api.port) or host.endswith(f".{own}")
    return bool(own) and is_own and file.scheme == api.scheme
