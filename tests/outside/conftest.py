"""Real mail servers on loopback, with every mood a test needs."""

import asyncio
import contextlib
import re
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.easypost_stand_in import easypost_api, easypost_url, mailslot

__all__ = ["easypost_api", "easypost_url", "mailslot"]

USER, PASSWORD = "bincard", "open-sesame"


class Postmaster:
    """Takes letters, unless told to answer otherwise or to hang up."""

    def __init__(self, answer: str = "250 OK", *, at: str = "DATA") -> None:
        self.letters: list[Any] = []
        self.refusals = {at: answer} if not answer.startswith("250") else {}
        self.connections = 0
        self.hangs_up = False

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.refusals.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if "RCPT" not in self.refusals:
            envelope.rcpt_tos.append(address)
        return self.refusals.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if "DATA" not in self.refusals:
            self.letters.append(envelope)
        if self.hangs_up:
            server.transport.abort()
            await asyncio.sleep(0)
        return self.refusals.get("DATA", "250 OK")


class MailHouse(Controller):
    """A mail server on a port of its own."""

    def __init__(self, postmaster: Postmaster, **options: Any) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(postmaster, hostname="127.0.0.1", port=port, **options)


def knows(server: Any, session: Any, envelope: Any, mechanism: str, auth_data: Any) -> AuthResult:
    given = isinstance(auth_data, LoginPassword) and (auth_data.login, auth_data.password)
    return AuthResult(success=given == (USER.encode(), PASSWORD.encode()), handled=False)


@pytest.fixture
def mail_house() -> Iterator[Callable[..., MailHouse]]:
    """Starts mail servers; they end with the test."""
    houses: list[MailHouse] = []

    def start(postmaster: Postmaster, **options: Any) -> MailHouse:
        house = MailHouse(postmaster, **options)
        house.start()
        houses.append(house)
        return house

    yield start
    for house in houses:
        house.stop()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Somebody who takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        calls: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    calls.append(listener.accept()[0])
                except OSError:
                    return

        taker = threading.Thread(target=take, daemon=True)
        taker.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        taker.join(timeout=10)
        for call in calls:
            call.close()


@pytest.fixture
def script_house() -> Iterator[Callable[[list[bytes], bytes | None], int]]:
    """Somebody who reads his answers off a list, says one last word, and hangs up.

    A last word of None is never said: the line stays open and silent.
    """
    listeners: list[socket.socket] = []
    ended = threading.Event()

    def start(answers: list[bytes], last: bytes | None) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threading.Thread(target=_recite, args=(listener, answers, last, ended), daemon=True).start()
        port: int = listener.getsockname()[1]
        return port

    yield start
    ended.set()
    for listener in listeners:
        listener.close()


@pytest.fixture
def script_http() -> Iterator[Callable[..., str]]:
    """Somebody who answers every HTTP request with the same words; `heard` takes the requests."""
    listeners: list[socket.socket] = []

    def start(status: bytes, body: bytes, heard: list[bytes] | None = None) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        answer = b"HTTP/1.1 %b\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
        said = answer % (status, len(body), body)
        threading.Thread(
            target=_repeat, args=(listener, said, [] if heard is None else heard), daemon=True
        ).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _repeat(listener: socket.socket, said: bytes, heard: list[bytes]) -> None:
    while True:
        try:
            call, _ = listener.accept()
        except OSError:
            return
        with call:
            heard.append(_whole_request(call))
            with contextlib.suppress(OSError):  # a reader who has had enough hangs up
                call.sendall(said)


def _whole_request(call: socket.socket) -> bytes:
    """Read a request to its end, or the reset that follows the answer would overtake it."""
    with call.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n"))
        found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        return head + stream.read(int(found[1]) if found else 0)


def _recite(
    listener: socket.socket, answers: list[bytes], last: bytes | None, ended: threading.Event
) -> None:
    call, _ = listener.accept()
    with call, call.makefile("rb") as heard:
        for answer in answers:
            call.sendall(answer)
            heard.readline()
        if answers[-1].startswith(b"354"):
            while heard.readline() not in (b".\r\n", b""):
                pass
        if last is None:
            ended.wait(timeout=60)
        else:
            call.sendall(last)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, with its key in the same file."""
    folder = tmp_path_factory.mktemp("certificate")
    key, public, both = folder / "key.pem", folder / "public.pem", folder / "both.pem"
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mail"
        f" -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {public}".split(),
        check=True,
        capture_output=True,
    )
    both.write_text(key.read_text() + public.read_text())
    return both


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))
