"""A small language for what JSON may look like: rules that look at a value and name its faults.

A rule takes a value and the JSON pointer at which it stands and yields what is wrong with it. Blocks,
elements and manifests are then tables of fields and rules, so that a limit is read where it belongs and
every fault is found in one pass, as the platform's own validator finds them.

The codes (`missing_field`, `invalid_type`, `failed_constraint`), the constraint objects and the wording
are those of the platform's validator, because people search the web for exactly these sentences.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.slack.json_fault import Fault, Json, failed, missing, wrong_type

Rule = Callable[[Json, str], Iterator[Fault]]


def string(maximum: int | None = None, *, minimum: int = 0, pattern: str | None = None) -> Rule:
    """Text of `minimum` to `maximum` characters that matches `pattern` as a whole."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_type(pointer, "a string")
            return
        yield from _length(value, pointer, minimum, maximum)
        if pattern is not None and re.fullmatch(pattern, value) is None:
            message = f"input must match regex pattern: ^{pattern}$"
            yield failed(pointer, message, "pattern", expected=f"^{pattern}$", got=value)

    return check


def _length(value: str, pointer: str, minimum: int, maximum: int | None) -> Iterator[Fault]:
    length = len(value)
    if length < minimum:
        message = f"must be more than {minimum - 1} characters"
        yield failed(pointer, message, "min_length", expected=minimum, got=length)
    if maximum is not None and length > maximum:
        message = f"must be less than {maximum + 1} characters"
        yield failed(pointer, message, "max_length", expected=maximum, got=length)


def url(maximum: int = 3000) -> Rule:
    """A link with a scheme, whichever program it opens."""
    return string(maximum, minimum=1, pattern=r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")


def secure_url() -> Rule:
    """A link that must be https, as the platform embeds what it leads to."""
    return string(3000, minimum=1, pattern=r"https://\S+")


def integer(minimum: int | None = None, maximum: int | None = None) -> Rule:
    """A whole number within bounds; true and false are not numbers here."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield wrong_type(pointer, "an integer")
        elif minimum is not None and value < minimum:
            message = f"must be greater than or equal to {minimum}"
            yield failed(pointer, message, "minimum", expected=minimum, got=value)
        elif maximum is not None and value > maximum:
            message = f"must be less than or equal to {maximum}"
            yield failed(pointer, message, "maximum", expected=maximum, got=value)

    return check


def number(*, above: float | None = None) -> Rule:
    """Any number, greater than `above` if that is given."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield wrong_type(pointer, "a number")
        elif above is not None and value <= above:
            message = f"must be greater than {above:g}"
            yield failed(pointer, message, "minimum", expected=above, got=value)

    return check


def boolean(value: Json, pointer: str) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield wrong_type(pointer, "a boolean")


def any_object(value: Json, pointer: str) -> Iterator[Fault]:
    """An object whose inside is somebody else's business."""
    if not isinstance(value, dict):
        yield wrong_type(pointer, "an object")


def one_of(*values: str) -> Rule:
    """One of a fixed list of words."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_type(pointer, "a string")
        elif value not in values:
            yield _not_listed(pointer, values, value)

    return check


def _not_listed(pointer: str, expected: Sequence[str], got: Json, *, named: bool = False) -> Fault:
    message = f"unsupported type: {got}" if named else "must be a valid enum value"
    return failed(pointer, message, "enum", expected=list(expected), got=got)


def array(item: Rule, maximum: int | None = None, *, minimum: int = 0) -> Rule:
    """A list of `minimum` to `maximum` items that all keep one rule."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield wrong_type(pointer, "an array")
            return
        yield from _item_count(len(value), pointer, minimum, maximum)
        for index, entry in enumerate(value):
            yield from item(entry, f"{pointer}/{index}")

    return check


def _item_count(count: int, pointer: str, minimum: int, maximum: int | None) -> Iterator[Fault]:
    if count < minimum:
        message = f"must provide at least {minimum} items"
        yield failed(pointer, message, "min_items", expected=minimum, got=count)
    if maximum is not None and count > maximum:
        message = f"no more than {maximum} items allowed"
        yield failed(pointer, message, "max_items", expected=maximum, got=count)


def mapping(entry: Rule, maximum: int | None = None) -> Rule:
    """An object used as a dictionary: any key, values that all keep one rule."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type(pointer, "an object")
            return
        yield from _item_count(len(value), pointer, 0, maximum)
        for name, inner in value.items():
            yield from entry(inner, f"{pointer}/{name}")

    return check


def anything(value: Json, pointer: str) -> Iterator[Fault]:
    """No rule at all."""
    return iter(())


def nullable(rule: Rule) -> Rule:
    """A rule that lets null pass, in the few places where null has a meaning."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if value is not None:
            yield from rule(value, pointer)

    return check


@dataclass(frozen=True)
class Shape:
    """An object: the fields it must have, the fields it may have, and what must hold between them."""

    required: Mapping[str, Rule]
    optional: Mapping[str, Rule]
    together: tuple[Rule, ...] = ()

    def __call__(self, value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type(pointer, "an object")
            return
        yield from (missing(pointer, name) for name in self.required if name not in value)
        for name, entry in value.items():
            yield from self._field(name, entry, pointer)
        for rule in self.together:
            yield from rule(value, pointer)

    def _field(self, name: str, entry: Json, pointer: str) -> Iterator[Fault]:
        rule = self.required.get(name) or self.optional.get(name)
        if rule is not None:
            yield from rule(entry, f"{pointer}/{name}")
        else:
            message = f"invalid additional property: {name}"
            yield failed(pointer, message, "additional_properties", got=name)


def shape(
    required: Mapping[str, Rule] | None = None,
    optional: Mapping[str, Rule] | None = None,
    *together: Rule,
) -> Shape:
    """An object without surprises: unknown fields are refused. A `type` is the union's to check."""
    return Shape(required or {}, optional or {}, together)


def union(
    kinds: Mapping[str, Rule],
    allowed: Collection[str] | None = None,
    *,
    enumerated: bool = False,
) -> Rule:
    """An object told apart by its `type`.

    Args:
        kinds: the rule for each type.
        allowed: narrows which of them may stand here.
        enumerated: whether another type is called a wrong value, as the platform does with texts and
            views; blocks and elements of another type it calls unsupported.
    """
    names = [name for name in kinds if allowed is None or name in allowed]

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type(pointer, "an object")
        elif "type" not in value:
            yield missing(pointer, "type")
        elif not isinstance(value["type"], str):
            yield wrong_type(f"{pointer}/type", "a string")
        elif value["type"] not in names:
            yield _not_listed(f"{pointer}/type", names, value["type"], named=not enumerated)
        else:
            rest = {name: entry for name, entry in value.items() if name != "type"}
            yield from kinds[value["type"]](rest, pointer)

    return check


def at_least_one(*names: str, at: str = "") -> Rule:
    """One of these fields must be there and filled; `at` is the field that is blamed."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        if not any(value.get(name) for name in names):
            message = f"must define either {' or '.join(f'`{name}`' for name in names)}"
            yield failed(f"{pointer}{at}", message, "any_of", expected=list(names))

    return check


def at_most_one(*names: str) -> Rule:
    """No two of these fields may be there together."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        given = [name for name in names if name in value]
        if len(given) > 1:
            listed = " and ".join(f"`{name}`" for name in given)
            yield failed(pointer, f"cannot define both {listed}", "one_of", got=given)

    return check
