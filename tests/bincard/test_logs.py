"""What a log line never holds, wherever in it the secret stands."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from bincard.logs import configure_logs
configure_logs("debug")
secret = {secret!r}
log = structlog.get_logger()
log.info("plain", text=secret, nested={{"deep": [secret]}}, error=ValueError(secret))
try:
    raise ValueError(secret)
except ValueError:
    log.exception("raised")
logging.getLogger("slack_sdk").warning("library %s", secret)
"""


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-5678-abcdef",
        "xapp-1-A0BINCARD-123-abc",
        "Bearer 0123456789abcdef",
        "ya29.a0AfH6SMBx",
        "postgresql://bincard:pa55word@db.example/journal",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n",
    ],
)
def test_a_secret_is_hidden_in_values_in_depth_in_tracebacks_and_of_libraries(secret: str):
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(secret=secret)],
        capture_output=True,
        text=True,
        check=True,
    )

    lines = ran.stderr.splitlines()
    assert [json.loads(line)["event"].split()[0] for line in lines] == [
        "plain",
        "raised",
        "library",
    ]
    assert all("[secret]" in line for line in lines)
    for part in ("5678-abcdef", "BINCARD-123", "0123456789abcdef", "a0AfH6", "pa55", "MIIEvQ"):
        assert part not in ran.stderr
