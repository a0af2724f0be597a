"""Bodies of requests that come over the open net, read no further than they may be long."""

from starlette.requests import ClientDisconnect, Request

BODY_BYTES_MAX = 1_000_000


class TooLargeError(Exception):
    """Somebody sends more than anything sensible has."""


async def read_body(request: Request) -> bytes:
    """Return the body as it came.

    Raises:
        TooLargeError: it is longer than `BODY_BYTES_MAX`.
    """
    size, chunks = 0, list[bytes]()
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > BODY_BYTES_MAX:
                raise TooLargeError
            chunks.append(chunk)
    except ClientDisconnect:
        return b""
    return b"".join(chunks)
