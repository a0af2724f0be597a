"""The clock and the names of things: the one place where either is taken from the machine."""

import os
import socket
import uuid
from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


def new_journal_id() -> str:
    """Return a name for a new journal, by which its workbook will know it."""
    return uuid.uuid4().hex


def holder_name() -> str:
    """Return a name for this process among those that share a journal."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
