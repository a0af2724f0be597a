"""Whether an order comes from our shop, and comes now: judged on its bytes before anybody reads it."""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Final

TIMESTAMP_HEADER: Final = "Bincard-Timestamp"
SIGNATURE_HEADER: Final = "Bincard-Signature"
WINDOW_S: Final = 300
_SECONDS: Final = re.compile(r"[0-9]{1,12}", re.ASCII)


def signature_of(secret: str, stamp: str, body: bytes) -> str:
    """Sign a body as a shop does: the stamp, a full stop, the body.

    Examples:
        >>> signature_of("sesame", "1764144000", b"{}")[:19]
        'v1=22e0e97c80cd547b'
    """
    told = stamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def is_ours(secret: str, *, stamp: str, signature: str, body: bytes, now: datetime) -> bool:
    """Tell whether whoever sent a body knows the secret, and signed it a moment ago.

    Args:
        secret: without one nothing is signed.
        stamp: Unix seconds, as the request tells them.
        signature: what the request proves itself with (`v1=...`).
        body: as it came.
        now: by our own clock.
    """
    if not secret or not _SECONDS.fullmatch(stamp):
        return False
    if abs(now.timestamp() - int(stamp)) > WINDOW_S:
        return False
    expected = signature_of(secret, stamp, body)
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape"))
