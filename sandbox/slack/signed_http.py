"""HTTP mode: requests to the app, signed as Slack signs them."""

import hashlib
import hmac
from dataclasses import dataclass

import aiohttp

from sandbox.slack.wire import JsonObject, decode_object

REDIRECTS_FOLLOWED = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered, with `failure` in the words of Slack's retry reasons."""

    status: int = 0
    text: str = ""
    content_type: str = ""
    no_retry: bool = False
    failure: str | None = None

    def as_object(self) -> JsonObject:
        """The body an interaction acknowledges with: empty, a text, or an object."""
        if not self.text.strip():
            return {}
        if self.content_type == "application/json" or self.text.lstrip().startswith("{"):
            try:
                return decode_object(self.text)
            except ValueError:
                return {"text": self.text}
        return {"text": self.text}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's `v0` signature of a request body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class SignedHttp:
    """Posts to the app's URLs; never by a proxy, whatever the environment says."""

    def __init__(self, signing_secret: str) -> None:
        self.signing_secret = signing_secret
        self._session: aiohttp.ClientSession | None = None

    async def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: dict[str, str],
        now: float,
        seconds: float,
    ) -> Answer:
        """Send one signed request and wait for the answer.

        A redirect is followed only for events (`application/json`), twice at most.
        """
        timestamp = str(int(now))
        signed = {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.signing_secret, timestamp, body),
            **headers,
        }
        follows = headers["Content-Type"].startswith("application/json")
        return await self._answer(url, body, signed, seconds=seconds, follows=follows)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _answer(
        self, url: str, body: bytes, headers: dict[str, str], *, seconds: float, follows: bool
    ) -> Answer:
        try:
            async with self._open_session().post(
                url,
                data=body,
                headers=headers,
                allow_redirects=follows,
                max_redirects=REDIRECTS_FOLLOWED + 1,
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as response:
                return await _read(response)
        except TimeoutError:
            return Answer(failure="http_timeout")
        except aiohttp.TooManyRedirects:
            return Answer(failure="too_many_redirects")
        except aiohttp.ClientConnectorCertificateError:
            return Answer(failure="ssl_error")
        except (aiohttp.ClientError, ValueError):
            return Answer(failure="connection_failed")

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(trust_env=False)
        return self._session


async def _read(response: aiohttp.ClientResponse) -> Answer:
    is_good = 200 <= response.status < 300
    return Answer(
        status=response.status,
        text=await response.text(),
        content_type=response.content_type,
        no_retry=response.headers.get("X-Slack-No-Retry") == "1",
        failure=None if is_good else "http_error",
    )
