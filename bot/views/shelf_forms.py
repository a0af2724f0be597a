"""Forms of putaways and transfers: another bin than proposed, and what of a transfer has arrived."""

from typing import Final

from bot.messages.figures import ARROW, amount, place_and_lot, typed, unit_of
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.messages.transfers import site_name
from bot.stepping.shelf_steps import LOST, QUANTITY_OF, REST
from bot.views.blocks import field, search_select, text_input
from bot.views.step_fields import FormAbout, Option, select, step_form
from inventory.documents.putaway import Putaway, PutawayLine
from inventory.documents.transfer import Transfer, TransferLine
from inventory.inbound_errors import AlreadyPutAway
from inventory.known import known
from inventory.order_errors import WrongStep

LINES_IN_FORM: Final = 40
NOTE_MAX: Final = 500
LABEL_MAX: Final = 70
RESTS: Final = (
    Option("coming", "It is still on its way"),
    Option(LOST, "It will not come: take it off the books"),
)
LOST_REASONS: Final = (Option("missing", "Missing"), Option("damaged", "Damaged on the way"))


def other_bin_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that puts a line, or some of it, into a bin of one's choice."""
    putaway = known(telling.book, Putaway, about.target.number)
    waiting = [line for line in putaway.lines if line.outstanding]
    asked = putaway.line(about.target.part)
    if not waiting or (asked and not asked.outstanding):
        raise _done(putaway, asked)
    options = [Option(str(one.number), _told(one, telling)) for one in waiting]
    chosen = str(asked.number) if asked else options[0].value
    all_of_it = text_input(hint="Empty: all of the line", longest=40)
    blocks = [
        field("line", "What", select(options, chosen), optional=False),
        field("target", "Into bin", search_select(hint="Code or name"), optional=False),
        field("quantity", "How many", all_of_it, optional=True),
    ]
    return step_form("other_bin", f"Put away {putaway.number}", "Put away", about, blocks)


def arrived_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that says what of each line has arrived."""
    transfer = known(telling.book, Transfer, about.target.number)
    if not transfer.is_open:
        raise WrongStep(number=transfer.number, action="receive_transfer", status=transfer.status)
    waiting = [line for line in transfer.lines if line.outstanding][:LINES_IN_FORM]
    hint = f"Empty: receiving at {site_name(transfer.to_site)}, or the bin they were sent to"
    note = text_input(hint="What you saw", longest=NOTE_MAX)
    blocks = [
        *(_quantity_field(line, telling) for line in waiting),
        field("target", "Into bin", search_select(hint=hint), optional=True),
        field(REST, "What has not come", select(RESTS, RESTS[0].value), optional=False),
        field("reason", "If it will not come: why", select(LOST_REASONS), optional=True),
        field("note", "Note", note, optional=True),
    ]
    return step_form("arrived_part", f"Receive {transfer.number}", "Record", about, blocks)


def _quantity_field(line: TransferLine, telling: Telling) -> Block:
    much = amount(line.outstanding, unit_of(telling.book, line.item))
    lot = f" lot {line.lot}" if line.lot else ""
    label = clipped(f"{line.number}. {line.item}{lot}: of {much}", LABEL_MAX)
    there = text_input(hint="0", initial=typed(line.outstanding), longest=40)
    return field(f"{QUANTITY_OF}{line.number}", label, there, optional=True)


def _told(line: PutawayLine, telling: Telling) -> str:
    much = amount(line.outstanding, unit_of(telling.book, line.item))
    where = place_and_lot(line.location, line.lot)
    return f"{line.number}. {where}: {much} of {line.item} {ARROW} {line.proposed or '?'}"


def _done(putaway: Putaway, line: PutawayLine | None) -> AlreadyPutAway:
    if line is None:
        by = next((one.done_by for one in putaway.lines if one.done_by), "")
        return AlreadyPutAway(number=putaway.number, line=0, by=by)
    return AlreadyPutAway(
        number=putaway.number, line=line.number, item=line.item, by=line.done_by, bins=line.bins
    )
