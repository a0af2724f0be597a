"""Rejections as they are typed: which are open, and what becomes of one.

Everything here blocks, so listeners call it in a thread. What moved stock is answered before -> after,
with Undo, for everybody to see; what was only asked is for the asker alone.
"""

from typing import Final

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import StepHearer
from bot.language.amounts import read_amount
from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.option_reader import read_option
from bot.language.step_lines import Step
from bot.language.usage import PartRepeated
from bot.language.words import PLACE, words_of
from bot.messages.documents import document_message
from bot.messages.posted import posted
from bot.messages.rejections import rejections_listed
from bot.stepping.rejection_steps import ALSO, OUTLETS
from inventory.documents.rejection import Outlet, Rejection
from inventory.errors import UnknownReason
from inventory.quantity import Amount
from inventory.record import Record

VERBS_HEARD: Final = ("settle", "rejections")


class SettleLine(Record):
    """What a line says of a rejection.

    Attributes:
        outlet: None where nothing is to become of it yet.
        amount: None for all that is left.
    """

    outlet: Outlet | None = None
    amount: Amount | None = None
    target: str = ""
    note: str = ""


class Rejecting(StepHearer):
    """Hears about rejections for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    verbs = VERBS_HEARD

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps = {
            "settle": self._settle,
            "rejections": self._open,
        }

    def _settle(self, step: Step, asker: Asker) -> Said:
        documents = Documents(self._clerk.book, asker.place)
        rejection = documents.get(Rejection, documents.numbers_of(step, ("RJ",))[0])
        said = read_settle(step, self._clerk.codes)
        if said.outlet is None:
            return Said(document_message(rejection.number, self._clerk.telling()))
        done = self._clerk.handle(
            "settle_rejection", asker, number=rejection.number, **said.model_dump()
        )
        return Said(posted(self._clerk.book, done.transaction, done.reply), is_public=True)

    def _open(self, _step: Step, _asker: Asker) -> Said:
        found = list(self._clerk.book.open(Rejection))
        return Said(rejections_listed(found, self._clerk.telling(), self._prefix))


def read_settle(step: Step, codes: Codes) -> SettleLine:
    """Read `return 2 note:"…"` or `refurbish 2 case @A-01`.

    Raises:
        UnknownReason: nothing of the kind becomes of goods.
        UsageError: a word that cannot be read.
    """
    bare: list[str] = []
    parts: dict[str, str] = {}
    for word in words_of(step.rest):
        if not word.marker:
            bare.append(word.text)
            continue
        is_place = word.marker == PLACE
        name = (
            "target" if is_place else read_option(word, step.verb, VERBS[step.verb].options).field
        )
        if name in parts:
            raise PartRepeated(part="place" if is_place else word.marker)
        parts[name] = codes.place(word.text) if is_place else word.text
    if not bare:
        return SettleLine(**parts)
    outlet, *much = bare
    amount = read_amount(" ".join(much)) if much else None
    return SettleLine(outlet=_outlet(outlet), amount=amount, **parts)


def _outlet(word: str) -> Outlet:
    folded = word.casefold()
    known = {**{one.value: one for one in Outlet}, **ALSO, **OUTLETS}
    named = known.get(folded)
    if named is None:
        raise UnknownReason(reason=word, known=tuple(OUTLETS))
    return named
