"""What all have in common who hear some of the verbs for a clerk."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.spoken import heard
from bot.language.step_lines import Step, read_step
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


class StepHearer(Hearer):
    """Takes steps of documents, which say themselves how they stand then."""

    _steps: Mapping[str, Callable[[Step, Asker], Said]]

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, or say what stands in the way."""
        alone = replace(asker, is_announced=False)

        def act() -> Said:
            return self._steps[verb](read_step(verb, text), alone)

        return heard(self._clerk, verb, asker, act, self._prefix)


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
