"""A running stand-in, the SDK that EasyPost's Python users talk to it with, and a place for webhooks."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from aiohttp import web
from easypost import EasyPostClient

from sandbox.easypost.server import EasyPostStandIn
from sandbox.easypost.state import API_KEY
from sandbox.loopback import ServerThread
from tests.waiting import wait_until

ANA = {"name": "Ana", "street1": "1 Dock St", "city": "Reno", "state": "NV", "zip": "89501"}
BEN = {"name": "Ben", "street1": "7 Quay Rd", "city": "Troy", "state": "NY", "zip": "12180"}


class EasyPost:
    """The stand-in at its address, seen from outside only."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.clients: list[EasyPostClient] = []

    def control(self, method: str, path: str, /, **body: Any) -> dict[str, Any]:
        url = f"{self.base_url}/_sandbox/easypost{path}"
        response = self.session.request(method, url, json=body)
        assert response.ok, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def fault(self, kind: str, /, **rule: Any) -> None:
        self.control("POST", "/faults", **{"kind": kind} | rule)

    def client(self, key: str = API_KEY, timeout: int = 20) -> EasyPostClient:
        """The SDK as it is; only its address differs."""
        client = EasyPostClient(key, api_base=f"{self.base_url}/v2", timeout=timeout)
        self.clients.append(client)
        return client

    def a_shipment(self, **parts: Any) -> Any:
        given = {"from_address": ANA | {"country": "US"}, "to_address": BEN | {"country": "US"}}
        return self.client().shipment.create(**given | {"parcel": {"weight": 20.0}} | parts)

    @property
    def sold(self) -> list[dict[str, Any]]:
        sold: list[dict[str, Any]] = self.control("GET", "/state")["sold"]
        return sold

    def land_everything(self) -> None:
        """See to it that what a fault has put off is done."""
        self.control("POST", "/late/land")
        wait_until(lambda: not self.control("GET", "/state")["pending"], "nothing is under way")

    def close(self) -> None:
        self.session.close()
        for client in self.clients:
            client._requests_session.close()


class Mailslot:
    """Takes whatever is posted, and answers as told: one status a delivery, 200 in the end."""

    def __init__(self) -> None:
        self.url = ""
        self.taken: list[tuple[bytes, dict[str, str]]] = []
        self.statuses: list[int] = []

    async def take(self, request: web.Request) -> web.Response:
        self.taken.append((await request.read(), dict(request.headers)))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    def wait_for(self, deliveries: int) -> list[tuple[bytes, dict[str, str]]]:
        wait_until(lambda: len(self.taken) >= deliveries, f"{deliveries} deliveries")
        return self.taken


@pytest.fixture(scope="session")
def easypost_url() -> Iterator[str]:
    with ServerThread(EasyPostStandIn().create_app()) as server:
        yield server.base_url


@pytest.fixture
def easypost_api(easypost_url: str) -> Iterator[EasyPost]:
    easypost = EasyPost(easypost_url)
    easypost.land_everything()
    easypost.control("POST", "/reset")
    yield easypost
    easypost.close()


@pytest.fixture
def mailslot() -> Iterator[Mailslot]:
    """A place to post to."""
    slot = Mailslot()
    app = web.Application()
    app.router.add_post("/webhooks/easypost", slot.take)
    with ServerThread(app) as server:
        slot.url = f"{server.base_url}/webhooks/easypost"
        yield slot
