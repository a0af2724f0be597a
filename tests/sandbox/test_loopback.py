"""Servers on loopback for tests and demos written in ordinary, blocking code."""

import pytest
import requests
from aiohttp import web

from sandbox.loopback import ServerThread


async def greet(_: web.Request) -> web.Response:
    return web.Response(text="hello")


def app():
    made = web.Application()
    made.router.add_get("/", greet)
    return made


def test_a_server_answers_until_it_is_stopped():
    server = ServerThread(app())
    assert requests.get(server.base_url, timeout=5).text == "hello"

    server.stop()
    server.stop()

    with pytest.raises(requests.ConnectionError):
        requests.get(server.base_url, timeout=5)


def test_a_port_that_is_taken_is_told():
    with ServerThread(app()) as first, pytest.raises(OSError, match="address already in use"):
        ServerThread(app(), port=first.port)
