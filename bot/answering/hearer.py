"""What all have in common who hear some of the verbs for a clerk."""

from abc import ABC, abstractmethod
from typing import ClassVar

from bot.answering.answers import Answer, Asker
from bot.answering.clerk import Clerk
from inventory.papers.chart import Plotter


class Hearer(ABC):
    """Hears some of what is typed for a clerk.

    Attributes:
        verbs: those that it hears, whatever follows them.

    Args:
        clerk: who knows the book and asks the desk.
        prefix: of commands in this workspace.
    """

    verbs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        self._clerk = clerk
        self._prefix = prefix

    def hears(self, verb: str, _text: str) -> bool:
        """Tell whether a line is for this one to answer."""
        return verb in self.verbs

    @abstractmethod
    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer a line, or say what stands in the way."""


class DrawingHearer(Hearer):
    """Answers in pictures too.

    Args:
        clerk: who knows the book and asks the desk.
        plotter: who draws; None where nobody does.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, plotter: Plotter | None = None, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._plotter = plotter
