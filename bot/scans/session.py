"""What a run of scans is about: said once, kept until `done` or until nobody scans any more.

A scanner types a code and Enter. What is to be done with the code was said before, in a line that
names a verb and what all scans share: `receive @A-01 po:PO-12`. Everything here is told from what was
written and when, never from a clock: the same messages make the same session, in whichever process.
"""

import re
from datetime import date
from typing import Final

from bot.language.requests import Posting
from bot.language.written import written
from inventory.commands import Line
from inventory.record import Record

SILENCE_S: Final = 15 * 60.0
"""A session ends by itself when nothing was scanned for so long."""

PUTAWAY: Final = "putaway"
RETURN: Final = "return"
RETURN_NUMBER: Final = re.compile(r"RMA-\d+")

OF_GOODS: Final = ("quantity", "item")
"""The parts that each scan brings itself."""

NAMES: Final = {"location": "the bin", "target": "the bin they go to"}

RUN_GAP_S: Final = 5.0
"""Scans that follow each other faster are told in one message."""

RUN_MAX: Final = 20
"""Scans told in one message; as many of them fill a phone's screen."""


class Scanned(Record):
    """One scan and what became of it.

    Attributes:
        ts: when it was written, as Slack counts.
        text: as it came.
        transaction: what it posted; empty for none.
        refusal: why it posted nothing; empty where it did, or where it is counted.
    """

    ts: str
    text: str
    transaction: str = ""
    refusal: str = ""


class Tally(Record):
    """What was scanned of one item in one place, in base units.

    Attributes:
        line: with the amount as it stands.
        scans: how many made it.
    """

    line: Line
    scans: int = 1


class ScanSession(Record):
    """What scans mean now.

    Attributes:
        verb: what is done with each; `shared`: the parts that all of them have.
        began_at: where and when, unique.
        heard_at: `ts` of the last line that was taken up; changed_at: of the last that changed what
            scans mean.
        tallies: what adds up and waits to be posted, by item and place.
        recorded, refused: how many scans were.
        run: the scans that the newest message tells; run_number: how many messages there were.
        held: goods that were scanned to be put away, until their bin is.
        sheet: the number of the count that is counted, or empty.
        is_over: nothing more belongs to it; it is kept to say so.
    """

    verb: str
    shared: Line
    occurred_on: date | None = None
    began_at: str
    heard_at: str
    changed_at: str
    tallies: tuple[Tally, ...] = ()
    recorded: int = 0
    refused: int = 0
    run: tuple[Scanned, ...] = ()
    run_number: int = 0
    held: Line | None = None
    sheet: str = ""
    is_over: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it says what lies in bins."""
        return self.verb == "count"

    def adds_up(self, line: Line) -> bool:
        """Tell whether a scan waits for `done`: a count, and what comes in at the dock.

        A delivery is one receipt with one putaway, however many pieces were scanned of it, and so is
        what comes of a return. What goes into a bin at once is recorded at once.
        """
        is_delivery = self.verb == "receive" and not line.location
        return self.is_count or is_delivery or bool(self.return_number)

    @property
    def return_number(self) -> str:
        """The return whose goods are scanned as they arrive, empty for none."""
        return arriving_return(self.verb, self.shared)

    @property
    def is_putaway(self) -> bool:
        """Whether goods and their bin are scanned one after the other."""
        return self.verb == PUTAWAY

    @property
    def opening(self) -> str:
        """The line that would begin it as it stands now."""
        if self.sheet:
            return f"{self.verb} {self.sheet}"
        posting = Posting(verb=self.verb, lines=(self.shared,), occurred_on=self.occurred_on)
        return f"{self.verb} {written(posting)}".strip()

    @property
    def run_name(self) -> str:
        """The name of the message that tells the run; sessions begin at different moments."""
        return f"scans:{self.began_at}:{self.run_number}"

    def is_silent_at(self, ts: str) -> bool:
        """Tell whether it had ended by itself before a moment."""
        return float(ts) - float(self.heard_at) > SILENCE_S

    def follows(self, ts: str) -> bool:
        """Tell whether a scan is told in the message of the scans before it."""
        if not self.run or len(self.run) >= RUN_MAX:
            return False
        return 0 <= float(ts) - float(self.run[-1].ts) <= RUN_GAP_S

    def with_scan(self, scan: Scanned) -> "ScanSession":
        """Return it after a scan."""
        follows = self.follows(scan.ts)
        return self.model_copy(
            update={
                "run": (*self.run, scan) if follows else (scan,),
                "run_number": self.run_number + (not follows),
                "heard_at": max(self.heard_at, scan.ts),
                "recorded": self.recorded + (not scan.refusal),
                "refused": self.refused + bool(scan.refusal),
            }
        )

    def with_shared(self, line: Line, ts: str) -> "ScanSession":
        """Return it with parts of a line that from now on are shared."""
        update = {"shared": joined(line, self.shared), "changed_at": ts, "heard_at": ts, "run": ()}
        return self.model_copy(update=update)

    def has_goods_at(self, location: str) -> bool:
        """Tell whether goods of a bin are counted and wait to be posted."""
        return any(one.line.item and one.line.location == location for one in self.tallies)

    def with_tally(self, line: Line) -> "ScanSession":
        """Return it with one more of what is counted."""
        for at, tally in enumerate(self.tallies):
            if amount_less(tally.line) == amount_less(line) and tally.line.amount and line.amount:
                number = tally.line.amount.number + line.amount.number
                amount = line.amount.model_copy(update={"number": number})
                summed = tally.line.model_copy(update={"amount": amount})
                now = Tally(line=summed, scans=tally.scans + 1)
                return self.model_copy(
                    update={"tallies": (*self.tallies[:at], now, *self.tallies[at + 1 :])}
                )
        return self.model_copy(update={"tallies": (*self.tallies, Tally(line=line))})


def joined(line: Line, shared: Line) -> Line:
    """Return a line with what it leaves out taken from the shared one."""
    missing = {
        name: getattr(shared, name)
        for name in Line.model_fields
        if name not in ("item", "amount") and not getattr(line, name)
    }
    return line.model_copy(update=missing)


def amount_less(line: Line) -> Line:
    """Return a line without how much: what tells it from others that are counted."""
    return line.model_copy(update={"amount": None})


def arriving_return(verb: str, line: Line) -> str:
    """Return the announced return that a line is about, empty for none."""
    number = line.document.strip().upper()
    return number if verb == RETURN and RETURN_NUMBER.fullmatch(number) else ""


def missing_parts(verb: str, line: Line) -> tuple[str, ...]:
    """Return what scans of a verb still need besides goods, as one says it."""
    if arriving_return(verb, line):
        return ()
    parts = Posting(verb=verb, lines=(line,)).missing
    return tuple(NAMES.get(part, f"the {part}") for part in parts if part not in OF_GOODS)
