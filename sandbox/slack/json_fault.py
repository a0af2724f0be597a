"""A fault in JSON: where it stands, what it is, and the wording the platform gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Any  # what a JSON decoder gives; every rule has to look before it trusts


@dataclass(frozen=True)
class Fault:
    """One fault in a payload, in the shape in which `blocks.validate` reports it."""

    pointer: str
    code: str
    message: str
    constraint: Mapping[str, Json] | None = None
    field: str | None = None

    def to_json(self) -> dict[str, Json]:
        """The entry of the `errors` array; what does not apply is left out."""
        entry = {"pointer": self.pointer, "code": self.code, "message": self.message}
        optional = {"constraint": self.constraint, "field": self.field}
        return entry | {name: value for name, value in optional.items() if value is not None}

    def to_line(self, prefix: str = "") -> str:
        """The sentence as posting methods give it; `prefix` is where the payload stands, `/blocks`."""
        return f"{self.message} [json-pointer:{prefix}{self.pointer}]"


def missing(pointer: str, name: str) -> Fault:
    """A required field that is not there."""
    return Fault(pointer, "missing_field", f"missing required field: {name}", field=name)


def wrong_type(pointer: str, what: str) -> Fault:
    """A value of another JSON type than the field takes; null counts as one."""
    return Fault(pointer, "invalid_type", f"must provide {what}")


def failed(
    pointer: str, message: str, kind: str, *, expected: Json = None, got: Json = None
) -> Fault:
    """A value of the right type that breaks a constraint."""
    constraint = {"type": kind}
    if expected is not None:
        constraint["expected"] = expected
    if got is not None:
        constraint["got"] = got
    return Fault(pointer, "failed_constraint", message, constraint)


def unique(pointer: str, name: str, value: str) -> Fault:
    """An identifier that is already taken."""
    return failed(pointer, f'`{name}` "{value}" already exists', "unique_items", got=value)
