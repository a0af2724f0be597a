"""Socket Mode on the wire, and with the clients that people use."""

import asyncio
import contextlib

import aiohttp
import pytest
from aiohttp import WSMsgType
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

TRIES = 5
BETWEEN_SOCKETS = ("operation_timeout", "dispatch_failed")


class Wire:
    """A bare WebSocket client, so that every frame can be looked at."""

    def __init__(self, stand_in, base_url):
        self.client = WebClient(token=stand_in.app_token, base_url=stand_in.api_url(base_url))

    @contextlib.asynccontextmanager
    async def connect(self):
        url = self.client.apps_connections_open(app_token=self.client.token)["url"]
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(url, autoping=False) as socket,
        ):
            yield socket


@pytest.fixture
def wire(stand_in, base_url):
    return Wire(stand_in, base_url)


def run(work):
    return asyncio.run(asyncio.wait_for(work, 10))


async def in_thread(call, *args, **kwargs):
    return await asyncio.to_thread(call, *args, **kwargs)


def test_the_first_frame_is_hello(wire):
    async def greet():
        async with wire.connect() as socket:
            return await socket.receive_json()

    hello = run(greet())

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": "A0BINCARD"}
    assert set(hello["debug_info"]) >= {
        "host",
        "started",
        "build_number",
        "approximate_connection_time",
    }


def test_a_ping_comes_back_unchanged(wire):
    async def ping():
        async with wire.connect() as socket:
            await socket.receive_json()
            await socket.ping(b"7d1:1700000000")
            return await socket.receive()

    pong = run(ping())

    assert (pong.type, bytes(pong.data)) == (WSMsgType.PONG, b"7d1:1700000000")


def test_an_envelope_is_acknowledged_with_its_payload(wire, ana):
    async def answer():
        async with wire.connect() as socket:
            await socket.receive_json()
            typing = asyncio.create_task(in_thread(ana.types, "C0STOCK", "/receive 1 MUG-BLU"))
            envelope = await socket.receive_json()
            ack = {"envelope_id": envelope["envelope_id"], "payload": {"text": "received"}}
            await socket.send_json(ack)
            return envelope, await typing

    envelope, seen = run(answer())

    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["text"] == "1 MUG-BLU"
    assert seen.text == "received"


def test_payloads_go_round_the_open_sockets(wire, ana, workspace):
    async def take_turns():
        async with wire.connect() as one, wire.connect() as two:
            await one.receive_json()
            await two.receive_json()
            typing = [
                asyncio.create_task(in_thread(ana.types, "C0STOCK", f"/receive {number}"))
                for number in (1, 2)
            ]
            taken = [await one.receive_json(), await two.receive_json()]
            await one.send_json({"envelope_id": taken[0]["envelope_id"]})
            await two.send_json({"envelope_id": taken[1]["envelope_id"]})
            await asyncio.gather(*typing)
            return {envelope["payload"]["text"] for envelope in taken}

    assert run(take_turns()) == {"1", "2"}


def test_the_eleventh_socket_is_one_too_many(wire):
    async def connect_eleven():
        async with contextlib.AsyncExitStack() as sockets:
            for _ in range(10):
                socket = await sockets.enter_async_context(wire.connect())
                await socket.receive_json()
            extra = await sockets.enter_async_context(wire.connect())
            frame = await extra.receive_json()
            return frame, (await extra.receive()).type

    frame, after = run(connect_eleven())

    assert (frame["type"], frame["reason"]) == ("disconnect", "too_many_websockets")
    assert after is WSMsgType.CLOSE


@pytest.mark.parametrize(("old_socket", "farewell"), [("close", "CLOSE"), ("ping", "PING")])
def test_a_refresh_is_announced_and_the_old_socket_hears_of_the_new(
    wire, workspace, old_socket, farewell
):
    workspace.set(old_socket=old_socket)

    async def refresh():
        async with wire.connect() as old:
            await old.receive_json()
            await in_thread(workspace.does, "sockets/warning")
            warning = await old.receive_json()
            await in_thread(workspace.does, "sockets/refresh")
            request = await old.receive_json()
            async with wire.connect() as new:
                await new.receive_json()
                closing = await old.receive()
            return warning["reason"], request["reason"], closing.type

    assert run(refresh()) == ("warning", "refresh_requested", WSMsgType[farewell])


def test_events_are_numbered_for_retries_and_take_no_payload(wire, ana):
    async def hear():
        async with wire.connect() as socket:
            await socket.receive_json()
            typing = asyncio.create_task(in_thread(ana.types, "C0STOCK", "hello"))
            envelope = await socket.receive_json()
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await typing
            return envelope

    envelope = run(hear())

    assert envelope["type"] == "events_api"
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    assert envelope["accepts_response_payload"] is False


def test_an_app_token_is_needed_for_a_socket(client):
    with pytest.raises(Exception, match="not_allowed_token_type"):
        client.apps_connections_open(app_token=client.token)


def test_a_socket_without_a_ticket_is_refused(base_url):
    async def connect():
        async with aiohttp.ClientSession() as session:
            return await session.ws_connect(f"{base_url}/link/?ticket=made-up")

    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        run(connect())

    assert caught.value.status == 401


def test_the_builtin_client_of_a_synchronous_app_works(stand_in, base_url, workspace, ana):
    app = App(client=WebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url)))

    @app.command("/receive")
    def receive(ack, say):
        ack("received")
        say("24 MUG-BLU")

    handler = SocketModeHandler(app, stand_in.app_token)
    handler.connect()
    workspace.wait_for_app()
    seen = ana.types("C0STOCK", "/receive 24 MUG-BLU")
    handler.close()
    app.listener_runner.listener_executor.shutdown(wait=True)

    assert {one.text for one in seen.messages} == {"received", "24 MUG-BLU"}


def test_a_command_during_a_refresh_waits_for_the_new_socket(socket_app, workspace, ana):
    def register(app):
        @app.command("/receive")
        async def receive(ack):
            await ack("received")

    socket_app(register)
    workspace.does("sockets/refresh")

    assert ana.types("C0STOCK", "/receive").text == "received"


def test_sockets_that_live_shortly_are_replaced_and_the_app_stays_reachable(
    socket_app, workspace, ana
):
    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            await ack(command["text"])

    workspace.set(refresh_seconds=0.3)
    socket_app(register)
    answers = [_typed_until_answered(ana, f"/receive {number}") for number in range(12)]

    assert answers == [str(number) for number in range(12)]
    assert len(workspace.calls("apps.connections.open")) > 1


def _typed_until_answered(person, command):
    """Type a command, again if the client was between two sockets: on a busy machine that lasts."""
    for _ in range(TRIES):
        seen = person.types("C0STOCK", command)
        if seen.outcome not in BETWEEN_SOCKETS:
            break
    return seen.text
