"""From a slash command to its reply over HTTP, beside a Bolt handler that only acks with a text.

Both listen on one server, in a process of its own, and both are asked by the same client with
signed requests; what is timed ends when the reply has been read. The bot's reply comes after the
posting is on disk.
"""

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Annotated, Final, NamedTuple
from urllib.parse import urlencode

import aiohttp
import typer
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.measuring import Finding, Timed, machine, milliseconds, table_of
from benchmarks.slack_stand_in import CHANNEL, OPERATOR, slack_surface
from benchmarks.warehouse import opened
from bot.manifest import EVENTS_PATH
from bot.options import BotOptions

ACK_PATH: Final = "/ack/events"
TEAM: Final = "T0BINCARD"
SLOWEST_S: Final = 1.0


class Target(NamedTuple):
    """One of the two that are asked."""

    url: str
    signing_secret: str


class NoReplyError(Exception):
    """A command was not answered as it should have been."""


def measure(rounds: int = 300) -> list[Finding]:
    """Return the findings for one command at a time and for 50 at once."""
    with tempfile.TemporaryDirectory() as folder, _server(folder) as (ours, theirs):
        alone = asyncio.run(_take_turns(ours, theirs, rounds, at_once=1))
        crowd = asyncio.run(_take_turns(ours, theirs, rounds // 20, at_once=50))
    return [_finding("one at a time", alone), _finding("50 at once", crowd)]


def _finding(how: str, timed: Timed) -> Finding:
    return Finding(
        what=f"slash command to reply, {how}",
        ours=milliseconds(timed.ours),
        theirs=f"a handler that only acks: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal="within 1.5, all under 1 s",
        is_met=timed.ratio <= 1.5 and max(timed.ours) < SLOWEST_S,
    )


@contextmanager
def _server(folder: str) -> Iterator[tuple[Target, Target]]:
    """Run bot and bare handler on one server in another process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(folder, there))
    process.start()
    try:
        url, secret = here.recv()
        yield Target(f"{url}{EVENTS_PATH}", secret), Target(f"{url}{ACK_PATH}", secret)
    finally:
        here.send("stop")
        process.join()


def _serve(folder: str, pipe: Connection) -> None:
    with (
        opened(Path(folder)) as journal,
        slack_surface(journal.desk, journal.reader, _only_acks) as surface,
    ):
        pipe.send((surface.url, surface.signing_secret))
        pipe.recv()


def _only_acks(options: BotOptions) -> Iterable[Route]:
    """Return the route of a Bolt app whose one command acknowledges with a text."""
    client = AsyncWebClient(token=options.bot_token, base_url=options.api_url)
    app = AsyncApp(client=client, signing_secret=options.signing_secret)

    @app.command("/receive")
    async def _ack(ack: AsyncAck) -> None:
        await ack("Received.")

    handler = AsyncSlackRequestHandler(app)

    async def serve(request: Request) -> Response:
        return await handler.handle(request)

    return [Route(ACK_PATH, serve, methods=["POST"])]


async def _take_turns(ours: Target, theirs: Target, rounds: int, *, at_once: int) -> Timed:
    timed = Timed([], [])
    names = count(time.time_ns())
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        for round_number in range(-max(1, rounds // 10), rounds):
            for target, seconds in zip((ours, theirs), timed, strict=True):
                asked = (_ask(session, target, next(names)) for _ in range(at_once))
                took = await asyncio.gather(*asked)
                if round_number >= 0:
                    seconds.extend(took)
    return timed


async def _ask(session: aiohttp.ClientSession, target: Target, name: int) -> float:
    """Send one signed command and return how long its reply took.

    Raises:
        NoReplyError: it was refused.
    """
    body = urlencode(
        {
            "command": "/receive",
            "text": "1 MUG-BLU @A-01",
            "trigger_id": f"trigger.{name}",
            "user_id": OPERATOR,
            "user_name": "ana",
            "team_id": TEAM,
            "channel_id": CHANNEL,
            "channel_name": "stock",
            "api_app_id": "A0BINCARD",
            "response_url": "http://127.0.0.1:9/none",
        }
    )
    stamp = str(int(time.time()))
    signature = SignatureVerifier(target.signing_secret).generate_signature(
        timestamp=stamp, body=body
    )
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }
    start = time.perf_counter()
    async with session.post(target.url, data=body, headers=headers) as response:
        text = await response.text()
    took = time.perf_counter() - start
    if response.status != 200 or "eceived" not in text:
        raise NoReplyError(f"{response.status}: {text[:300]}")
    return took


def main(rounds: Annotated[int, typer.Option(help="Commands timed on each side.")] = 300) -> None:
    """Compare commands with a handler that only acks."""
    print(machine())
    print(table_of(measure(rounds)))


if __name__ == "__main__":
    typer.run(main)
