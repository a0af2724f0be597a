"""A port that is free at the moment, for programs that cannot be asked to choose one."""

import itertools
import os
import socket
from contextlib import suppress

FIRST, LAST = 20_000, 32_000
"""Below the ports that systems hand out by themselves: none is lost to a connection meanwhile."""

_numbers = itertools.count(os.getpid() * 997)  # test processes with neighbouring ids stay apart


def free_port() -> int:
    for number in _numbers:
        port = FIRST + number % (LAST - FIRST)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("numbers do not end")
