"""A running stand-in, and the real clients that Google's Python users talk to it with."""

from collections.abc import Iterator
from typing import Any

import google.auth.transport.requests
import google.oauth2.service_account
import gspread
import pytest
import requests

from sandbox.google.server import GoogleStandIn
from sandbox.google.state import BOT_EMAIL
from sandbox.loopback import ServerThread

SHEETS = "https://www.googleapis.com/auth/spreadsheets"
DRIVE = "https://www.googleapis.com/auth/drive"


class Google:
    """The stand-in at its address, seen from outside only."""

    def __init__(self, stand_in: GoogleStandIn, base_url: str) -> None:
        self.stand_in = stand_in
        self.base_url = base_url
        self.clients: list[gspread.Client] = []
        self.session = requests.Session()

    def control(self, method: str, path: str, /, **body: Any) -> dict[str, Any]:
        """One lever of the control API; what it refuses fails the test."""
        response = self.session.request(method, f"{self.base_url}/_sandbox/google{path}", json=body)
        assert response.ok, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def new_spreadsheet(self, title: str = "Stock", **told: Any) -> str:
        return str(self.control("POST", "/spreadsheets", title=title, **told)["id"])

    def person(self, file_id: str, act: str, **told: Any) -> None:
        """A person, by default the owner, does something to a spreadsheet."""
        self.control("POST", f"/spreadsheets/{file_id}/acts", act=act, **told)

    def fault(self, kind: str, /, **rule: Any) -> None:
        self.control("POST", "/faults", **{"kind": kind} | rule)

    def credentials(
        self, email: str = BOT_EMAIL, scopes: tuple[str, ...] = (SHEETS, DRIVE)
    ) -> google.oauth2.service_account.Credentials:
        info = self.stand_in.service_account_info(self.base_url, email)
        return google.oauth2.service_account.Credentials.from_service_account_info(
            info, scopes=scopes
        )

    def client(self, email: str = BOT_EMAIL, scopes: tuple[str, ...] = (SHEETS, DRIVE)) -> Any:
        """A gspread client whose only difference is where it sends its requests."""
        client = gspread.authorize(
            self.credentials(email, scopes), http_client=_client_for(self.base_url)
        )
        self.clients.append(client)
        return client

    def raw(self, method: str, path: str, **request: Any) -> requests.Response:
        """One request over HTTP, with the bot's token unless told otherwise."""
        headers = {"Authorization": f"Bearer {self.token()}"} | request.pop("headers", {})
        return self.session.request(method, self.base_url + path, headers=headers, **request)

    def token(self) -> str:
        with requests.Session() as session:
            credentials = self.credentials()
            credentials.refresh(google.auth.transport.requests.Request(session))
            return str(credentials.token)

    def close(self) -> None:
        self.session.close()
        for client in self.clients:
            client.http_client.session.close()


def _client_for(base_url: str) -> type[gspread.HTTPClient]:
    class LoopbackClient(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **named: Any) -> Any:
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, base_url)
            return super().request(method, endpoint, *rest, **named)

    return LoopbackClient


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[GoogleStandIn, str]]:
    stand_in = GoogleStandIn()
    with ServerThread(stand_in.create_app()) as server:
        yield stand_in, server.base_url


@pytest.fixture
def google_api(served: tuple[GoogleStandIn, str]) -> Iterator[Google]:
    google = Google(*served)
    google.control("POST", "/reset")
    google.control("POST", "/quotas", enabled=False)
    yield google
    google.close()


@pytest.fixture
def book(google_api: Google) -> Any:
    """A fresh spreadsheet, shared with the bot and opened by gspread."""
    return google_api.client().open_by_key(google_api.new_spreadsheet())


@pytest.fixture
def tab(book: Any) -> Any:
    return book.sheet1
