"""Socket Mode: the server's end of the app's WebSockets.

Each payload goes to any one of up to ten open sockets and waits for an acknowledgement with
its envelope_id. Every few hours Slack asks a socket to be replaced; what it then does with the
old one is not documented, so `old_socket` chooses: close it once the new one is there, ping
it, or leave it to the client.
"""

import asyncio
import contextlib
import itertools
import time
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSMsgType, web

from sandbox.slack.people import APP_ID
from sandbox.slack.wire import JsonObject, decode_object, encode

SOCKETS_AT_MOST = 10
PING_SECONDS = 10.0
REFRESH_GRACE_SECONDS = 10.0
DEBUG_RECONNECT_SECONDS = 360.0
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
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

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
        self._numbers = itertools.count(1)
        self._turns = itertools.count()
        self._waiting: dict[str, _Waiting] = {}
        self._arrived = asyncio.Event()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one client for as long as it stays connected."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(next(self._numbers), socket, request, time.monotonic())
        if len(self.connections) >= SOCKETS_AT_MOST:
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
        connection = self._next_connection()
        loop = asyncio.get_running_loop()
        acknowledged: asyncio.Future[JsonObject] = loop.create_future()
        self._waiting[envelope["envelope_id"]] = _Waiting(acknowledged, loop.time() + seconds)
        connection.envelopes += 1
        if broken:
            connection.abort()
        else:
            with contextlib.suppress(ConnectionError):
                await connection.socket.send_str(encode(envelope))
        try:
            return await asyncio.wait_for(acknowledged, seconds)
        except TimeoutError:
            return None

    async def disconnect(self, reason: DisconnectReason) -> None:
        """Ask every socket to be replaced, as Slack does for a refresh."""
        self._arrived.clear()
        asked = list(self.connections)
        for connection in asked:
            connection.retired = reason != "warning"
            await self._say_disconnect(connection, reason)
        if reason != "warning":
            await self._part_from(asked)

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
        connection.tasks.append(asyncio.create_task(self._ping(connection)))
        seconds = self.refresh_seconds
        if connection.request.query.get("debug_reconnects") == "true":
            seconds = DEBUG_RECONNECT_SECONDS
        if seconds is not None:
            connection.tasks.append(asyncio.create_task(self._refresh(connection, seconds)))

    def _hello(self, connection: Connection) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "applink-sandbox",
                "build_number": 1,
                "approximate_connection_time": int(self.refresh_seconds or 18_060),
                "started": f"connection {connection.number}",
            },
            "connection_info": {"app_id": APP_ID},
        }

    async def _ping(self, connection: Connection) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                await asyncio.sleep(PING_SECONDS)
                await connection.socket.ping(f"Ping from sandbox {connection.number}".encode())

    async def _refresh(self, connection: Connection, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds - REFRESH_GRACE_SECONDS))
        await self._say_disconnect(connection, "warning")
        await asyncio.sleep(min(seconds, REFRESH_GRACE_SECONDS))
        self._arrived.clear()
        connection.retired = True
        await self._say_disconnect(connection, "refresh_requested")
        await self._part_from([connection])

    async def _say_disconnect(self, connection: Connection, reason: DisconnectReason) -> None:
        debug = {"host": "applink-sandbox"}
        frame = {"type": "disconnect", "reason": reason, "debug_info": debug}
        with contextlib.suppress(ConnectionError):
            await connection.socket.send_str(encode(frame))

    async def _part_from(self, retired: list[Connection]) -> None:
        if self.old_socket == "leave" or not retired:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._arrived.wait(), REFRESH_GRACE_SECONDS)
        for connection in retired:
            with contextlib.suppress(ConnectionError):
                if self.old_socket == "ping":
                    await connection.socket.ping(b"Ping after refresh")
                else:
                    await connection.socket.close()

    def _next_connection(self) -> Connection:
        alive = [one for one in self.connections if not one.socket.closed]
        fresh = [one for one in alive if not one.retired] or alive
        if not fresh:
            raise ConnectionError("no socket is open")
        return fresh[next(self._turns) % len(fresh)]

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
        for task in connection.tasks:
            task.cancel()
