"""Proposals as they are typed: listed, decided, put off, and why there is one or none.

Everything here blocks, so listeners call it in a thread. A proposal has a message of its own that
everybody sees; what a typed step is answered with is for the asker alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.answering.answers import Answer, Asker, Handout, Said
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.lot_keeping import item_named
from bot.answering.proposal_file import proposal_file
from bot.answering.spoken import heard
from bot.language.proposal_lines import read_decided, read_put_off
from bot.language.requests import Question
from bot.language.step_lines import THIS, Step, is_about_documents, read_step
from bot.messages.message import say
from bot.messages.proposal_lists import nothing_left, proposals_listed
from bot.messages.proposals import DECIDABLE, decision, proposal_message
from bot.messages.refused import not_found
from bot.messages.reorder_reasons import reasons
from bot.messages.usage import usage_of
from bot.suggesting.suggestions import meant_questions
from inventory.documents.replenishment import Proposal
from inventory.errors import UnknownItem
from inventory.known import known
from inventory.replenishing.explaining import explained

PROPOSALS: Final = "proposals"
SNOOZE: Final = "snooze"
WHY: Final = "why"
REORDER: Final = "reorder"
NUMBER: Final = "RP-"
WHY_SHAPE: Final = f"{REORDER} MUG-BLU"


def _left(proposal: Proposal, quantities: Mapping[str, Decimal]) -> Iterator[Decimal]:
    """Yield what would still be ordered of each line."""
    return (quantities.get(line.item, line.quantity) for line in proposal.lines)


class Proposing(Hearer):
    """Hears about proposals for a clerk."""

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about proposals, or asks why something is reordered."""
        first = text.split(maxsplit=1)[0].upper() if text.strip() else ""
        if verb == SNOOZE:
            return not first or first.startswith(NUMBER) or first == THIS.upper()
        return verb == PROPOSALS or (verb == WHY and first == REORDER.upper())

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer, decide, or say what stands in the way."""

        def act() -> Said:
            if verb == WHY:
                return self._why_of(" ".join(text.split()[1:]))
            step = read_step(verb, text)
            if verb == SNOOZE:
                return self._snooze(step, asker)
            if is_about_documents(text):
                return Said(proposal_message(self._the(step, asker), self._clerk.telling()))
            return self._open()

        shape = WHY_SHAPE if verb == WHY else ""
        return heard(self._clerk, verb, asker, act, self._prefix, shape)

    def decide(self, number: str, step: Step, asker: Asker) -> Said:
        """Approve a proposal as typed, perhaps with other quantities, or reject it, and say why.

        Raises:
            UsageError: a quantity cannot be read.
            StockError, JournalUnavailableError: as the desk says.
        """
        if step.verb != "approve":
            facts = {"is_approved": False, "note": step.rest.strip().strip('"')}
            return self._done("decide_proposal", number, asker, **facts)
        asked = read_decided(step.rest)
        quantities = {self._sku(item): number for item, number in asked.quantities.items()}
        proposal = self._clerk.book.get(Proposal, number)
        if proposal and quantities and not any(_left(proposal, quantities)):
            return Said(nothing_left(number, self._prefix), is_refusal=True)
        facts = {"is_approved": True, "note": asked.note, "quantities": quantities}
        return self._done("decide_proposal", number, asker, **facts)

    def _sku(self, text: str) -> str:
        """Return the item that is typed or scanned.

        Raises:
            UnknownItem: there is none.
        """
        return item_named(self._clerk.book, self._clerk.codes.item(text)).sku

    def file(self, number: str, user: str) -> Handout:
        """Return every line of a proposal as a file.

        Raises:
            NotAllowed, UnknownDocument: as they say.
        """
        self._clerk.inquiry(user)
        found = known(self._clerk.book, Proposal, number)
        content = proposal_file(found, self._clerk.telling())
        return Handout(f"{number}.csv", content, f"Every line of {number}.")

    def _open(self) -> Said:
        waiting = (one for one in self._clerk.book.open(Proposal) if one.status in DECIDABLE)
        return Said(proposals_listed(waiting, self._clerk.telling()))

    def _the(self, step: Step, asker: Asker) -> Proposal:
        documents = Documents(self._clerk.book, asker.place)
        return documents.get(Proposal, documents.numbers_of(step, ("RP",))[0])

    def _snooze(self, step: Step, asker: Asker) -> Said:
        proposal = self._the(step, asker)
        put_off = read_put_off(step.rest, self._clerk.today)
        facts = {"until": put_off.until, "note": put_off.note}
        return self._done("snooze_proposal", proposal.number, asker, **facts)

    def _done(self, kind: str, number: str, asker: Asker, **facts: object) -> Said:
        """Have it decided, and say so to the asker; the proposal has a message of its own."""
        alone = replace(asker, is_announced=False)
        done = self._clerk.handle(kind, alone, number=number, **facts)
        found = known(self._clerk.book, Proposal, number)
        return Said(decision(found, done.transaction.id, self._clerk.telling(done)))

    def _why_of(self, text: str) -> Said:
        """Say why an item is proposed or is not; of one there is none of, what may be meant."""
        if not text:
            return Said(
                say("Say which item.", usage_of(WHY, self._prefix, WHY_SHAPE)), is_refusal=True
            )
        book = self._clerk.book
        item = book.item(self._clerk.codes.item(text))
        if item is not None:
            return Said(reasons(book, item, explained(book, item, self._clerk.today)))
        error = UnknownItem(item=text)
        meant = meant_questions(book, Question(verb=WHY), error)
        asked = [one.model_copy(update={"words": f"{REORDER} {one.words}"}) for one in meant]
        return Said(not_found(book, error, asked), is_refusal=True)
