"""Errors as EasyPost answers them: a status, a code for programs, a sentence for people.

    EasyPostError
    +-- Unauthorized        401, 403
    +-- NotFound            404
    +-- MissingParameter    422, names the field
    +-- Unprocessable       422
    +-- NoFunds             402

Source:
    docs.easypost.com/docs/errors; bodies as the SDKs' recordings show them. The codes of
    Unauthorized without a key and of NoFunds are our guess.
"""

from typing import Any, Final

Json = dict[str, Any]

FAULT_BODIES: Final = {
    429: ("RATE_LIMITED", "You have made too many requests. Please slow down."),
    500: ("INTERNAL_SERVER_ERROR", "We're sorry, something went wrong."),
    503: ("SERVICE_UNAVAILABLE", "A part of the service is unavailable. Please try again."),
    504: ("GATEWAY_TIMEOUT", "The service did not answer in time."),
}
"""Status -> code and sentence of failures that have nothing to do with what was asked."""


class EasyPostError(Exception):
    """An answer other than yes."""

    def __init__(
        self, status: int, code: str, message: str, errors: list[Json] | None = None
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors or []

    def body(self) -> Json:
        return {"error": {"code": self.code, "message": self.message, "errors": self.errors}}


class Unauthorized(EasyPostError):
    """No key, or one that is not known."""

    def __init__(self, *, is_missing: bool) -> None:
        if is_missing:
            super().__init__(401, "APIKEY.REQUIRED", "This request needs an API key.")
        else:
            super().__init__(
                403,
                "APIKEY.INACTIVE",
                "This api key is no longer active. Please use a different api key or reactivate "
                "this key.",
            )


class NotFound(EasyPostError):
    """No such thing, or no such path."""

    def __init__(self) -> None:
        super().__init__(404, "NOT_FOUND", "The requested resource could not be found.")


class MissingParameter(EasyPostError):
    """A field that must be there is not."""

    def __init__(self, field: str) -> None:
        errors = [{"field": field, "message": "cannot be blank"}]
        super().__init__(422, "PARAMETER.REQUIRED", "Missing required parameter.", errors)


class Unprocessable(EasyPostError):
    """Understood, and it cannot be."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        errors = [{"field": field, "message": message}] if field else []
        super().__init__(422, code, message, errors)


class NoFunds(EasyPostError):
    """The account's balance does not cover a label."""

    def __init__(self) -> None:
        super().__init__(402, "INSUFFICIENT_FUNDS", "The account's balance is too low.")
