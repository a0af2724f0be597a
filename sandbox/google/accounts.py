"""Service accounts, and the tokens they get for a signed assertion.

The token endpoint does what Google's does with a JWT of RFC 7523: the signature is checked against
the account's public key, issuer, audience and times are checked, and the scopes asked for stay with
the token. A JWT signed by the account itself may also stand in place of a token.
"""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sandbox.google.clock import Clock

GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
PROJECT: Final = "sandbox-project"
API_KEY: Final = "AIzaSy-bincard-sandbox-key-of-the-project"
GOOGLES_TOKEN_URI: Final = "https://oauth2.googleapis.com/token"  # noqa: S105  an address
LIFETIME_SECONDS: Final = 3599
LONGEST_ASSERTION_SECONDS: Final = 3600
SKEW_SECONDS: Final = 300
SCOPE_STARTS: Final = ("https://www.googleapis.com/auth/", "openid", "email", "profile")
NOT_DELEGATED: Final = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized "
    "for any of the scopes requested."
)


class TokenError(Exception):
    """A refusal by the token endpoint, in OAuth's own shape."""

    def __init__(self, error: str, description: str, *, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status

    def body(self) -> dict[str, str]:
        return {"error": self.error, "error_description": self.description}


class ServiceAccount:
    """A robot with an address and a key pair of its own."""

    def __init__(self, email: str) -> None:
        self.email = email
        self.key_id = secrets.token_hex(20)
        self.client_id = str(10**20 + secrets.randbelow(10**20))
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def info(self, base_url: str) -> dict[str, str]:
        """The JSON key file that Google would hand out, its token address on `base_url`."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        quoted = self.email.replace("@", "%40")
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": self.key_id,
            "private_key": pem.decode(),
            "client_email": self.email,
            "client_id": self.client_id,
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": f"{base_url}/token",
            "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
            "client_x509_cert_url": f"https://www.googleapis.com/robot/v1/metadata/x509/{quoted}",
            "universe_domain": "googleapis.com",
        }

    def has_signed(self, signed: bytes, signature: bytes) -> bool:
        """Whether the signature over these bytes (RS256) was made with this account's key."""
        try:
            self._key.public_key().verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Token:
    """What a bearer token stands for."""

    email: str
    scopes: frozenset[str]
    expires_at: float


class Accounts:
    """All service accounts of the sandbox's project and the tokens they hold."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.by_email: dict[str, ServiceAccount] = {}
        self.tokens: dict[str, Token] = {}

    def account(self, email: str) -> ServiceAccount:
        """The account of that address, made the first time it is asked for."""
        if email not in self.by_email:
            self.by_email[email] = ServiceAccount(email)
        return self.by_email[email]

    def grant(self, form: Mapping[str, Any], audience: str) -> dict[str, Any]:
        """Answer a token request.

        Args:
            form: the form fields as posted.
            audience: the address that was posted to.

        Raises:
            TokenError: if it is no valid assertion by an account known here.
        """
        _check_grant_type(str(form.get("grant_type", "")))
        claims = self._verified(str(form.get("assertion", "")))
        if claims.get("aud") not in (audience, GOOGLES_TOKEN_URI):
            told = f"Invalid JWT: Failed audience check. The right audience is {audience}"
            raise TokenError("invalid_grant", told)
        if claims.get("sub", claims["iss"]) != claims["iss"]:
            raise TokenError("unauthorized_client", NOT_DELEGATED, status=401)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes or not all(scope.startswith(SCOPE_STARTS) for scope in scopes):
            raise TokenError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        text = f"ya29.c.{secrets.token_urlsafe(48)}"
        expires_at = self.clock.time() + LIFETIME_SECONDS
        self.tokens[text] = Token(str(claims["iss"]), scopes, expires_at)
        return {"access_token": text, "expires_in": LIFETIME_SECONDS, "token_type": "Bearer"}

    def holder(self, text: str) -> Token | None:
        """Whom a bearer token stands for, None if it is unknown or has expired."""
        token = self.tokens.get(text)
        if token is None and text.count(".") == 2:
            token = self._self_signed(text)
        if token is None or token.expires_at <= self.clock.time():
            return None
        return token

    def _self_signed(self, text: str) -> Token | None:
        try:
            claims = self._verified(text)
        except TokenError:
            return None
        scopes = frozenset(str(claims.get("scope", "")).split())
        return Token(str(claims["iss"]), scopes, float(claims["exp"]))

    def _verified(self, assertion: str) -> dict[str, Any]:
        signed, _, tail = assertion.rpartition(".")
        header, _, payload = signed.partition(".")
        claims = _decoded_json(payload)
        if _decoded_json(header).get("alg") != "RS256":
            raise TokenError("invalid_grant", "Invalid JWT: Failed to parse the header.")
        account = self.by_email.get(str(claims.get("iss")))
        if account is None:
            raise TokenError("invalid_grant", "Invalid grant: account not found")
        is_its_key = _decoded_json(header).get("kid") in (None, account.key_id)
        if not is_its_key or not account.has_signed(signed.encode(), _decoded(tail)):
            raise TokenError("invalid_grant", "Invalid JWT Signature.")
        _check_times(claims, self.clock.time() - self.clock.offset_seconds)
        return claims


def _check_grant_type(grant_type: str) -> None:
    """Only service accounts live here; what people's own clients may ask for knows no client."""
    if grant_type in ("refresh_token", "authorization_code"):
        raise TokenError("invalid_client", "The OAuth client was not found.", status=401)
    if grant_type != GRANT:
        raise TokenError("unsupported_grant_type", f"Invalid grant_type: {grant_type}")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    """The client's clock is the machine's, however far a test has moved the stand-in's."""
    issued, expires = _moment(claims, "iat"), _moment(claims, "exp")
    in_time = (
        expires - issued <= LONGEST_ASSERTION_SECONDS
        and issued <= now + SKEW_SECONDS
        and expires >= now - SKEW_SECONDS
    )
    if not in_time:
        raise TokenError(
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
            "timeframe. Check your iat and exp values in the JWT claim.",
        )


def _moment(claims: Mapping[str, Any], name: str) -> float:
    """A time claim; one that is missing or no number is never in a reasonable timeframe."""
    told = claims.get(name)
    return float(told) if isinstance(told, int | float) else float("nan")


def _decoded(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        raise TokenError("invalid_grant", "Invalid JWT: it cannot be decoded.") from None


def _decoded_json(part: str) -> dict[str, Any]:
    try:
        found = json.loads(_decoded(part))
    except ValueError:
        raise TokenError("invalid_grant", "Invalid JWT: it cannot be decoded.") from None
    if not isinstance(found, dict):
        raise TokenError("invalid_grant", "Invalid JWT: it cannot be decoded.")
    return found
