"""A verb of the language: what people can do or ask, and the shape of its line."""

from dataclasses import dataclass, field
from typing import Final

from bot.language.option_table import OPTIONS, Option
from inventory.base_command import BaseCommand
from inventory.commands import StockCommand


@dataclass(frozen=True, slots=True)
class Shape:
    """Another line that a verb takes: about a document, where the usual one is about goods.

    Attributes:
        usage: how it is typed; `does`: what comes of it.
    """

    usage: str
    does: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing people can do or ask.

    Attributes:
        command: what it posts; None for a question.
        needs: the parts without which a form opens; `takes`: further parts it has a use for.
        has_command: whether it is a slash command of its own besides `/inv <verb>`.
        usage: the shape of a line; `example`: one that could be typed as it stands.
        place, target: what the `@` and the `>` mean, as labels on its form.
        done: what the answer says happened.
        shapes: further lines it takes; `further` are the options that only those have.
        reasons: those it takes, where they are others than a count's.
        right: what it takes to type it, where that is not the verb's own name.
        is_about_orders: it is about orders and what becomes of them, and posts no lines.
        parts: everything a line of it may hold, in the order forms ask; `options` are those of them
            that are written `name:value`.
    """

    name: str
    summary: str
    usage: str
    example: str
    command: type[BaseCommand] | None = None
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    has_command: bool = False
    place: str = "Bin"
    target: str = "To bin"
    done: str = ""
    spellings: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    further: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    right: str = ""
    is_about_orders: bool = False
    parts: tuple[str, ...] = field(init=False)
    options: tuple[Option, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = tuple(part for part in _ORDER if part in (*self.needs, *self.takes))
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "options", tuple(OPTIONS[p] for p in parts if p in OPTIONS))

    @property
    def further_options(self) -> tuple[Option, ...]:
        """The options that only its further lines have."""
        return tuple(OPTIONS[name] for name in self.further)

    @property
    def acts(self) -> bool:
        """Whether a line of it can change something; all others only ask."""
        return self.command is not None or self.is_about_orders

    @property
    def kind(self) -> str:
        """The kind of the command it posts, empty for a question."""
        return self.command.model_fields["kind"].default if self.command else ""

    @property
    def posts_lines(self) -> bool:
        """Whether it posts any number of lines together; else its line is one of its own."""
        return self.command is not None and issubclass(self.command, StockCommand)

    @property
    def is_about_goods(self) -> bool:
        """Whether it asks about an item or a bin."""
        return self.name in _ABOUT_GOODS


_ORDER: Final = ("item", "quantity", "location", "target", *OPTIONS)

_ABOUT_GOODS: Final = ("stock", "find", "history", "why", "kit")
