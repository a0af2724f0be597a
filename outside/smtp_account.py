"""Where mail is handed over, and in whose name."""

from enum import StrEnum
from typing import Final, Self

from pydantic import Field, SecretStr, field_validator, model_validator

from inventory.record import Record
from outside.letters import mailbox

PORT: Final = 587


class Tls(StrEnum):
    """How the line to the mail server is made private."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


class SmtpAccount(Record):
    """Where mail is handed over, and in whose name.

    Attributes:
        user: empty where the server asks for no login.
        sender: one address, with or without a name: `Bincard <stock@example.com>`.
        timeout_s: seconds of silence after which the server counts as gone.
    """

    host: str = Field(min_length=1)
    port: int = Field(PORT, ge=1, le=65535)
    user: str = ""
    password: SecretStr = SecretStr("")
    tls: Tls = Tls.STARTTLS
    sender: str
    timeout_s: float = Field(30.0, gt=0)

    @field_validator("sender")
    @classmethod
    def _one_address(cls, sender: str) -> str:
        mailbox(sender)
        return sender

    @model_validator(mode="after")
    def _no_password_in_the_open(self) -> Self:
        if self.user and self.tls is Tls.NONE:
            raise ValueError("a password is not sent over a line that anybody can read")
        return self
