"""What the stand-in refuses, in the words and shapes of Google's own servers.

    GoogleError                 one HTTP answer: code, status, message, details
      BadRequest                400 INVALID_ARGUMENT
        UnknownName             a member of the body that there is not
        UnknownParameter        a parameter of the address that there is not
        InvalidValue            a value its field cannot take
        InvalidKey              an API key that is none
      Unauthenticated           401 UNAUTHENTICATED
      PermissionDenied          403 PERMISSION_DENIED
      NotFound                  404 NOT_FOUND
      QuotaExceeded             429 RESOURCE_EXHAUSTED
      Unsupported               501 UNIMPLEMENTED: beyond this stand-in, never beyond Google
      DriveError                Drive's older shape, with `errors[]` and no `status`

Sheets errors carry `status` and no `errors[]`; Drive errors the other way round: clients tell the
two apart by that, so the difference is kept.
"""

from collections.abc import Sequence
from typing import Any

ENUM_PACKAGE = "type.googleapis.com/google.apps.sheets.v4"
_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
_REALM = 'Bearer realm="https://accounts.google.com/"'
_CREDENTIAL = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class GoogleError(Exception):
    """An answer other than success; `body` is its JSON."""

    code = 500
    status = "INTERNAL"
    challenge = ""
    """What `WWW-Authenticate` says, where it says anything."""

    def __init__(self, message: str, details: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = list(details)

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": self.status,
        }
        if self.details:
            error["details"] = self.details
        return {"error": error}


class BadRequest(GoogleError):
    """The request says something that cannot be done."""

    code = 400
    status = "INVALID_ARGUMENT"


class UnknownName(BadRequest):
    """A JSON member that the API does not have.

    Args:
        name: the member.
        at: the path of the object it stood in, empty for the body itself.
    """

    def __init__(self, name: str, at: str) -> None:
        place = f" at '{at}'" if at else ""
        text = f'Invalid JSON payload received. Unknown name "{name}"{place}: Cannot find field.'
        super().__init__(text, violation(text, at))


class UnknownParameter(BadRequest):
    """A query parameter that the method does not have."""

    def __init__(self, name: str) -> None:
        text = (
            f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
            f"Field '{name}' could not be found in request message."
        )
        super().__init__(text, violation(text))


class InvalidValue(BadRequest):
    """A value that its field cannot take.

    Args:
        field: the path of the field, in snake case.
        kind: its type: an enumeration, `TYPE_BOOL` and so on.
        value: what was sent.
    """

    def __init__(self, field: str, kind: str, value: object) -> None:
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        text = f"Invalid value at '{field}' ({kind}), {shown}"
        super().__init__(text, violation(text, field))


class InvalidKey(BadRequest):
    """An API key that belongs to no project."""

    def __init__(self, service: str) -> None:
        told = {"reason": "API_KEY_INVALID", "domain": "googleapis.com"}
        info = {"@type": _ERROR_INFO, **told, "metadata": {"service": service}}
        super().__init__("API key not valid. Please pass a valid API key.", [info])


def violation(text: str, field: str = "") -> list[dict[str, Any]]:
    """The `details` of a request that is wrong in one field."""
    told = {"field": field, "description": text} if field else {"description": text}
    return [{"@type": _BAD_REQUEST, "fieldViolations": [told]}]


class Unauthenticated(GoogleError):
    """No token, or one that is worth nothing (any more)."""

    code = 401
    status = "UNAUTHENTICATED"

    def __init__(self, *, missing: bool) -> None:
        opening = (
            "Request is missing required authentication credential."
            if missing
            else "Request had invalid authentication credentials."
        )
        reason = "CREDENTIALS_MISSING" if missing else "ACCESS_TOKEN_EXPIRED"
        info = {"@type": _ERROR_INFO, "reason": reason, "domain": "googleapis.com"}
        super().__init__(f"{opening} {_CREDENTIAL}", [info])
        self.challenge = _REALM if missing else f'{_REALM}, error="invalid_token"'


class PermissionDenied(GoogleError):
    """The account is known but not allowed."""

    code = 403
    status = "PERMISSION_DENIED"

    def __init__(self, message: str = "The caller does not have permission") -> None:
        super().__init__(message)


class InsufficientScopes(PermissionDenied):
    """The token was asked for with scopes that do not cover this service."""

    def __init__(self, service: str, wanted: Sequence[str] = ()) -> None:
        super().__init__("Request had insufficient authentication scopes.")
        self.service = service
        scopes = " ".join(wanted)
        self.challenge = f'{_REALM}, error="insufficient_scope", scope="{scopes}"'
        info = {"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"}
        self.details = [{"@type": _ERROR_INFO, **info, "metadata": {"service": service}}]

    def body(self) -> dict[str, Any]:
        answer = super().body()
        if self.service.startswith("drive"):
            reason = {"domain": "global", "reason": "insufficientPermissions"}
            answer["error"]["errors"] = [{"message": "Insufficient Permission", **reason}]
        return answer


class NotFound(GoogleError):
    """There is nothing under that id."""

    code = 404
    status = "NOT_FOUND"

    def __init__(self, message: str = "Requested entity was not found.") -> None:
        super().__init__(message)


class Unsupported(GoogleError):
    """Google can do this and the stand-in cannot; the message names what was asked."""

    code = 501
    status = "UNIMPLEMENTED"

    def __init__(self, what: str) -> None:
        super().__init__(f"The stand-in does not implement {what}.")
        self.what = what


class DriveError(GoogleError):
    """An error as the Drive API words it.

    Args:
        code: the HTTP status.
        reason: the machine's word, such as `notFound`.
        message: the person's words.
        domain: `global` or `usageLimits`.
        location: the parameter or header at fault.
    """

    def __init__(
        self,
        code: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason
        self.domain = domain
        self.location = location

    def body(self) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "message": self.message,
            "domain": self.domain,
            "reason": self.reason,
        }
        if self.location:
            entry |= {"location": self.location, "locationType": "parameter"}
        return {"error": {"code": self.code, "message": self.message, "errors": [entry]}}


def file_not_found(file_id: str) -> DriveError:
    """Drive's 404, which it gives for a file that is not shared just as for none at all."""
    return DriveError(404, "notFound", f"File not found: {file_id}.", location="fileId")
