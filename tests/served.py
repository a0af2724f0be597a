"""Routes of ours, served as in production, for tests that knock from outside."""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


@contextmanager
def served(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """Serve some routes; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = Starlette(routes=list(routes))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def post(url: str, body: bytes, headers: dict[str, str]) -> Any:
    """Send a body byte for byte."""
    with requests.Session() as session:
        session.trust_env = False
        return session.post(url, data=body, headers=headers, timeout=30)
