"""Approvals as they are typed: of counts and adjustments by their own number or the count's, of orders.

Everything here blocks, so listeners call it in a thread. What is decided about a count is told to the
asker alone: the approval has a message of its own, and the count a thread.
"""

from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.deciding import decide_approval
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.proposing import Proposing
from bot.answering.purchasing import Purchasing
from bot.answering.spoken import heard
from bot.language.step_lines import Step, is_about_documents, read_step
from bot.messages.message import Message
from bot.messages.text import line
from inventory.documents.approval import Approval
from inventory.documents.cycle_count import CycleCount

APPROVE: Final = "approve"
REJECT: Final = "reject"
PROPOSAL_SHAPE: Final = "RP-3 MUG-BLU=24"


class Approving(Hearer):
    """Hears decisions about what waits for a second person, for a clerk.

    Args:
        clerk: who asks the desk.
        purchasing: who hears about purchase orders.
        proposing: who hears about proposals.
        prefix: of commands in this workspace.
    """

    def __init__(
        self, clerk: Clerk, purchasing: Purchasing, proposing: Proposing, prefix: str = ""
    ) -> None:
        super().__init__(clerk, prefix)
        self._proposing = proposing
        self._purchasing = purchasing

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line decides about something; goods are rejected elsewhere."""
        return verb == APPROVE or (verb == REJECT and is_about_documents(text))

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Decide, or say what stands in the way."""
        step = read_step(verb, text)
        if verb == APPROVE and any(one.startswith("PO") for one in step.numbers):
            return self._purchasing.hear(verb, text, asker)
        is_proposal = any(one.startswith("RP") for one in step.numbers)
        shape = PROPOSAL_SHAPE if verb == APPROVE and is_proposal else ""
        return heard(
            self._clerk, verb, asker, lambda: self._decided(step, asker), self._prefix, shape
        )

    def _decided(self, step: Step, asker: Asker) -> Said:
        documents = Documents(self._clerk.book, asker.place)
        kinds = ("AP", "CC", "RP", "PO") if step.verb == APPROVE else ("AP", "CC", "RP")
        number = documents.numbers_of(step, kinds)[0]
        if number.startswith("RP"):
            return self._proposing.decide(number, step, asker)
        if number.startswith("PO"):  # `this`, in its thread
            return self._purchase(number, asker)
        if number.startswith("CC"):
            return self._of_count(documents.get(CycleCount, number).number, step, asker)
        return self._one(number, step, asker)

    def _purchase(self, number: str, asker: Asker) -> Said:
        answer = self._purchasing.hear(APPROVE, number, asker)
        if not isinstance(answer, Said):
            raise TypeError(answer)
        return answer

    def _of_count(self, number: str, step: Step, asker: Asker) -> Said:
        """Decide about all that waits of a count, each on its own."""
        waiting = [one.number for one in self._clerk.book.open(Approval) if one.count == number]
        if not waiting:
            return Said(
                Message((line(f"Nothing of {number} waits for approval."),)), is_refusal=True
            )
        said = [self._one(one, step, replace(asker, key=f"{asker.key}:{one}")) for one in waiting]
        lines = [words for one in said for words in one.message.lines]
        return Said(Message(tuple(lines)), is_refusal=all(one.is_refusal for one in said))

    def _one(self, number: str, step: Step, asker: Asker) -> Said:
        is_approved = step.verb == APPROVE
        said = decide_approval(
            self._clerk, number, asker, is_approved=is_approved, note=step.rest.strip()
        )
        found = self._clerk.book.get(Approval, number)
        return replace(said, is_public=False) if found and found.count else said
