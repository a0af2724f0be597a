"""The page a rendering is written on: lines with a style, and the controls numbered so far."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.slack.mrkdwn import to_text

Json = Any  # payloads as decoded; rendering shows what it can and skips what it cannot
Style = Literal["plain", "title", "muted", "control", "error"]
NameOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and how loud it is."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Control:
    """Something with a number: a button to press, a field to fill.

    `option` is set where one element offers several things to press, as an overflow menu does.
    """

    number: int
    label: str
    block_id: str
    element: Mapping[str, Json]
    is_field: bool = False
    option: Mapping[str, Json] | None = None

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        return str(self.element.get("type", ""))


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a person sees, and what they can do about it."""

    lines: tuple[Line, ...]
    controls: tuple[Control, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass
class Page:
    """A rendering in the making.

    Attributes:
        name_of: the name of a user or channel id.
        values: what stands in the fields, as `{block_id: {action_id: value}}`.
        errors: what is wrong with a field, by block id.
        number: the number the next control gets.
    """

    name_of: NameOf = lambda _: None
    values: Mapping[str, Json] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    number: int = 1
    lines: list[Line] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    margin: str = ""

    def write(self, text: str, style: Style = "plain") -> None:
        """Add text, line by line; trailing blanks are not worth comparing."""
        for line in text.split("\n"):
            self.lines.append(Line(f"{self.margin}{line}".rstrip(), style))

    @contextmanager
    def indented(self, by: str) -> Iterator[None]:
        """Everything written inside starts with `by`."""
        outer, self.margin = self.margin, self.margin + by
        yield
        self.margin = outer

    def control(
        self,
        label: str,
        block: Json,
        element: Json,
        *,
        is_field: bool = False,
        option: Json = None,
    ) -> int:
        """Give the next number away."""
        block_id = str(block.get("block_id", ""))
        number = self.number
        self.controls.append(Control(number, label, block_id, element, is_field, option))
        self.number += 1
        return number

    def say(self, text: Json) -> str:
        """A text object, or text that is formatted, as it reads."""
        if not isinstance(text, dict):
            return to_text(text, self.name_of) if isinstance(text, str) else ""
        content = str(text.get("text", ""))
        return content if text.get("type") == "plain_text" else to_text(content, self.name_of)

    def finished(self) -> Rendering:
        return Rendering(tuple(self.lines), tuple(self.controls))
