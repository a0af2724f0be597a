"""Socket Mode: the server's end of the app's WebSockets.

Each payload goes to any one of up to ten open sockets and waits for an acknowledgement with
its envelope_id. After some five hours Slack asks a socket to be replaced; what it then does with the
old one is not documented, so `old_socket` chooses: close it once the new one is there, ping
it, or leave it to the client.
"""

import asyncio
import contextlib
import itertools
import time
from dataclasses import dataclass
from typing import Literal

from aiohttp import WSMsgType, web

from sandbox.slack.people import APP_ID
from sandbox.slack.wire import JsonObject, decode_object, encode

SOCKETS_AT_MOST = 10
PING_SECONDS = 10.0
REFRESH_GRACE_SECONDS = 10.0
REFRESH_SECONDS = 18_060.0
DEBUG_RECONNECT_SECONDS = 360.0
SUCCESSOR_SECONDS = 1.0
ATTEND_SECONDS = 0.1
OldSocket = Literal["close", "ping", "leave"]
DisconnectReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(slots=True, eq=False)
class Connection:
    """One open WebSocket of the app."""

    number: int
    socket: web.WebSocketResponse
    request: web.Request
    opened_at: float
    retired: bool = False
    envelopes: int = 0
    attending: asyncio.Task[None] | None = None

    def abort(self) -> None:
        """Break the TCP connection without a closing handshake."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An envelope out there, and until when its acknowledgement is in time."""

    acknowledged: asyncio.Future[JsonObject]
    deadline: float


class Sockets:
    """The app's open sockets and the envelopes that wait for their acknowledgement."""

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.refresh_seconds: float | None = None
        self.old_socket: OldSocket = "close"
        self.late_acks: list[JsonObject] = []
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._turns = itertools.count()
        self._waiting: dict[str, _Waiting] = {}
        self._arrived = asyncio.Event()  # cleared from a request to be replaced to the next hello
        self._arrived.set()

    def admit(self, ticket: str) -> None:
        """Let a client that shows this ticket connect."""
        self._tickets.add(ticket)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one client for as long as it stays connected; it needs a ticket of ours."""
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPUnauthorized
        socket = web.WebSocketResponse(compress=False, max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(next(self._numbers), socket, request, time.monotonic())
        if len(self._fresh()) >= SOCKETS_AT_MOST:
            await self._say_disconnect(connection, "too_many_websockets")
            await socket.close()
            return socket
        await self._welcome(connection)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._forget(connection)
        return socket

    async def send(
        self, envelope: JsonObject, *, seconds: float, broken: bool = False
    ) -> JsonObject | None:
        """Send an envelope to one socket and wait for its payload.

        Returns:
            The acknowledgement frame, or None when none came within `seconds`.

        Raises:
            ConnectionError: if no socket is open.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        connection = await self._next_connection()
        acknowledged: asyncio.Future[JsonObject] = loop.create_future()
        self._waiting[envelope["envelope_id"]] = _Waiting(acknowledged, deadline)
        connection.envelopes += 1
        if broken:
            connection.abort()
        else:
            with contextlib.suppress(ConnectionError):
                await connection.socket.send_str(encode(envelope))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(deadline):
                return await acknowledged
        return None

    async def disconnect(self, reason: DisconnectReason) -> None:
        """Ask every socket to be replaced, as Slack does for a refresh."""
        asked = list(self.connections)
        if reason != "warning":
            await self._retire(asked, reason)
            return
        for connection in asked:
            await self._say_disconnect(connection, reason)

    def forget_settings(self) -> None:
        """Refresh and part from sockets as at the start; those open stay open."""
        self.refresh_seconds = None
        self.old_socket = "close"
        self.late_acks.clear()

    def drop(self) -> None:
        """Break every socket's TCP connection."""
        for connection in list(self.connections):
            connection.abort()

    async def close(self) -> None:
        """Close every socket in order, as a server does that shuts down."""
        for connection in list(self.connections):
            await connection.socket.close(code=1001, message=b"going away")

    async def _welcome(self, connection: Connection) -> None:
        self.connections.append(connection)
        await connection.socket.send_str(encode(self._hello(connection)))
        self._arrived.set()
        connection.attending = asyncio.create_task(self._attend(connection))

    def _hello(self, connection: Connection) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "applink-sandbox",
                "build_number": 1,
                "approximate_connection_time": int(self._lifetime(connection)),
                "started": f"connection {connection.number}",
            },
            "connection_info": {"app_id": APP_ID},
        }

    async def _attend(self, connection: Connection) -> None:
        """Ping a socket now and then, and replace it when its time is up."""
        next_ping, is_warned = PING_SECONDS, False
        while True:
            await asyncio.sleep(ATTEND_SECONDS)
            age = time.monotonic() - connection.opened_at
            if age >= next_ping:
                next_ping += PING_SECONDS
                with contextlib.suppress(ConnectionError):
                    ping = f"Ping from sandbox {connection.number}"
                    await connection.socket.ping(ping.encode())
            lifetime = self._lifetime(connection)
            if not is_warned and age >= lifetime - min(REFRESH_GRACE_SECONDS, lifetime / 2):
                is_warned = True
                await self._say_disconnect(connection, "warning")
            if age >= lifetime:
                await self._retire([connection], "refresh_requested")
                return

    def _lifetime(self, connection: Connection) -> float:
        """How long the connection may live, in seconds."""
        if connection.request.query.get("debug_reconnects") == "true":
            return DEBUG_RECONNECT_SECONDS
        return REFRESH_SECONDS if self.refresh_seconds is None else self.refresh_seconds

    async def _retire(self, connections: list[Connection], reason: DisconnectReason) -> None:
        self._arrived.clear()
        for connection in connections:
            connection.retired = True
            await self._say_disconnect(connection, reason)
        await self._part_from(connections)

    async def _say_disconnect(self, connection: Connection, reason: DisconnectReason) -> None:
        debug = {"host": "applink-sandbox"}
        frame = {"type": "disconnect", "reason": reason, "debug_info": debug}
        with contextlib.suppress(ConnectionError):
            await connection.socket.send_str(encode(frame))

    async def _part_from(self, retired: list[Connection]) -> None:
        if self.old_socket == "leave" or not retired:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(REFRESH_GRACE_SECONDS):
                await self._arrived.wait()
        for connection in retired:
            with contextlib.suppress(ConnectionError):
                if self.old_socket == "ping":
                    await connection.socket.ping(b"Ping after refresh")
                else:
                    await connection.socket.close()

    async def _next_connection(self) -> Connection:
        """The socket whose turn it is.

        While sockets are being replaced there may be none for a moment, or only one about to
        close; a successor is waited for, once, for a second.
        """
        if not self._fresh():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SUCCESSOR_SECONDS):
                    await self._arrived.wait()
            self._arrived.set()
        usable = self._fresh() or self._alive()
        if not usable:
            raise ConnectionError("no socket is open")
        return usable[next(self._turns) % len(usable)]

    def _alive(self) -> list[Connection]:
        return [one for one in self.connections if not one.socket.closed]

    def _fresh(self) -> list[Connection]:
        return [one for one in self._alive() if not one.retired]

    def _acknowledged(self, text: str) -> None:
        try:
            frame = decode_object(text)
        except ValueError:
            return  # what is no envelope acknowledges nothing
        waiting = self._waiting.pop(str(frame.get("envelope_id")), None)
        if waiting is None:
            return
        seconds_late = asyncio.get_running_loop().time() - waiting.deadline
        if seconds_late > 0:
            late = {"envelope_id": frame["envelope_id"], "seconds_late": seconds_late}
            self.late_acks.append(late)
        elif not waiting.acknowledged.done():
            waiting.acknowledged.set_result(frame)

    def _forget(self, connection: Connection) -> None:
        self.connections = [one for one in self.connections if one is not connection]
        if connection.attending is not None:
            connection.attending.cancel()
