"""A stand-in on loopback, people to act in it, and apps of every make to talk to it."""

from collections.abc import Iterator

import pytest
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Person, Workspace
from sandbox.slack.server import SlackStandIn
from slack_sdk import WebClient


@pytest.fixture
def stand_in() -> SlackStandIn:
    return SlackStandIn()


@pytest.fixture
def base_url(stand_in) -> Iterator[str]:
    with ServerThread(stand_in.create_app()) as server:
        yield server.base_url


@pytest.fixture
def workspace(base_url) -> Iterator[Workspace]:
    with Workspace(base_url) as workspace:
        yield workspace


@pytest.fixture
def ana(workspace) -> Person:
    return workspace.person("U0ANA")


@pytest.fixture
def ben(workspace) -> Person:
    return workspace.person("U0BEN")


@pytest.fixture
def client(stand_in, base_url) -> WebClient:
    return WebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))
