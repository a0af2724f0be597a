"""Whether a request is Slack's own, judged on its bytes before anybody reads what they say.

Bolt reads a body first and checks its signature afterwards, so that a stranger's junk would be
answered as a mistake of Slack's, and nested deeply enough end in a crash. How old a signed request
may be is left to Bolt.
"""

import hashlib
import hmac


def is_signed(secret: str, *, stamp: str, signature: str, body: bytes) -> bool:
    """Tell whether whoever sent the body knows the secret.

    Args:
        secret: the app's signing secret; without one nothing is signed.
        stamp: the moment of sending as the request tells it.
        signature: what the request proves itself with (`v0=...`).
        body: as it came.
    """
    if not secret:
        return False
    told = b"v0:" + stamp.encode() + b":" + body
    proof = "v0=" + hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()
    return hmac.compare_digest(proof.encode(), signature.encode())
