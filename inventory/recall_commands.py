"""What people ask for about recalls: to start, tell, account for, end and lift them."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from inventory.base_command import BaseCommand
from inventory.documents.recall import HeldOutcome, RecallScope
from inventory.quantity import Amount


class StartRecall(BaseCommand):
    """Hold every lot of a scope everywhere, with the kits built of it, and list who has some.

    Attributes:
        is_expected: lots of it may still be to come: it begins though there are none by now.
    """

    kind: Literal["start_recall"] = "start_recall"
    scope: RecallScope
    reason: str
    instructions: str = ""
    is_expected: bool = False


class WidenRecall(BaseCommand):
    """Recall further lots under the same number; `is_expected` as above."""

    is_step: ClassVar[bool] = True

    kind: Literal["widen_recall"] = "widen_recall"
    number: str
    scope: RecallScope
    is_expected: bool = False


class ContinueRecall(BaseCommand):
    """What is too much for the transaction that began or ended a recall, one board at a time.

    Customers whose lines did not fit go on a part of it; a part ends as the first has ended.
    """

    kind: Literal["continue_recall"] = "continue_recall"
    number: str


class NotifyRecall(BaseCommand):
    """Send the notice to customers, or note that they were told another way.

    Attributes:
        customer: empty for everybody who has not been told.
        how: mail, or told (somebody called).
        is_reminder: asks once more whoever has been told and still has some.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["notify_recall"] = "notify_recall"
    number: str
    customer: str = ""
    how: Literal["mail", "told"] = "mail"
    is_reminder: bool = False


class RecordRecallReply(BaseCommand):
    """What a customer has said.

    Attributes:
        line: its number; 0 for all of the customer.
        destroyed: what they have thrown away; None for none.
        is_all_destroyed: all that they still have.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["record_recall_reply"] = "record_recall_reply"
    number: str
    customer: str = ""
    line: int = 0
    is_acknowledged: bool = True
    destroyed: Amount | None = None
    is_all_destroyed: bool = False
    note: str = ""


class NameReturned(BaseCommand):
    """Say whose goods are that came back without a name.

    Attributes:
        customer: who had them.
        line: of nobody's that they are on; 0 for whichever the customer may have sent.
        amount: None for all that they can be.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["name_returned"] = "name_returned"
    number: str
    customer: str
    line: int = 0
    amount: Amount | None = None


class RemindRecalls(BaseCommand):
    """The recalls job: tell which customers have not answered, or still have goods."""

    kind: Literal["remind_recalls"] = "remind_recalls"
    on: date


class DecideHeld(BaseCommand):
    """Decide what becomes of recalled goods that are held here; it is done by other commands."""

    is_step: ClassVar[bool] = True

    kind: Literal["decide_held"] = "decide_held"
    number: str
    outcome: HeldOutcome
    note: str = ""


class CloseRecall(BaseCommand):
    """End a recall with its report.

    Attributes:
        reason: why it ends although customers still have some, which is written off, or although
            some is still held here.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["close_recall"] = "close_recall"
    number: str
    reason: str = ""


class LiftRecall(BaseCommand):
    """Take a mistaken recall back: lots, reservations and picks are as they were."""

    is_step: ClassVar[bool] = True

    kind: Literal["lift_recall"] = "lift_recall"
    number: str
    reason: str


RecallCommand: TypeAlias = (
    StartRecall
    | WidenRecall
    | ContinueRecall
    | NotifyRecall
    | RecordRecallReply
    | NameReturned
    | RemindRecalls
    | DecideHeld
    | CloseRecall
    | LiftRecall
)
