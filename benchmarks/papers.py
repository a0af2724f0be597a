"""Papers by the printer that stays warm: a packing slip beside typst started anew for each, and a
print of 500 labels beside a file for each label.

No two papers are alike, so that nothing is taken from memory but what all of them share.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

import typer
import typst

from benchmarks.measuring import Finding, Timed, machine, milliseconds, table_of, take_turns
from inventory.address import Address
from inventory.papers.packing_slip import PackingSlip, SlipLine
from inventory.papers.stock_label import Copies, LabelCode, LabelSheet, LotLabel
from outside.documents.contents import contents_of
from outside.documents.fonts import SANS, SERIF, TEMPLATES, families_of, fonts_here
from outside.documents.printer import TypstPrinter

LINES: Final = 20
GOAL_S: Final = 0.05
LABELS: Final = 500
LABELS_GOAL_S: Final = 2.0
"""A line typed in Slack is answered within three seconds, the upload included."""

HOUSE: Final = Address(name="Lantern Goods", postcode="28080", city="Madrid", country="Spain")


def measure(rounds: int = 200) -> list[Finding]:
    """Return the findings for a slip of 20 lines and for 500 labels."""
    printer = TypstPrinter()
    slips = take_turns(
        rounds, lambda number: printer.print(_slip(number)), lambda number: _anew(_slip(-number))
    )
    labels = take_turns(
        max(rounds // 20, 1),
        lambda number: printer.print(_labels(range(LABELS), number)),
        lambda number: [printer.print(_labels([one], -number - 1)) for one in range(LABELS)],
    )
    return [_finding(slips), _labels_finding(labels)]


def _finding(timed: Timed) -> Finding:
    worst = sorted(timed.ours)[len(timed.ours) * 99 // 100]
    return Finding(
        what=f"a packing slip of {LINES} lines after the first",
        ours=milliseconds(timed.ours),
        theirs=f"typst started anew: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal="99 of 100 under 50 ms",
        is_met=worst < GOAL_S,
    )


def _labels_finding(timed: Timed) -> Finding:
    return Finding(
        what=f"{LABELS} labels of as many lots on sheets of A4",
        ours=milliseconds(timed.ours),
        theirs=f"a file for each: {milliseconds(timed.theirs)}",
        ratio=f"{timed.ratio:.2f}",
        goal=f"every print under {LABELS_GOAL_S:.0f} s",
        is_met=max(timed.ours) < LABELS_GOAL_S,
    )


def _labels(lots: Iterable[int], number: int) -> LabelSheet:
    labels = (
        LotLabel(
            sku=f"JAM-{number}-{lot}",
            name=f"Strawberry jam 340 g, batch {lot} of kettle {number}",
            gtin="09506000134352",
            lot=f"L{lot}",
            expires_on=date(2027, 3, 1),
        )
        for lot in lots
    )
    copies = tuple(Copies(label=one, copies=1) for one in labels)
    return LabelSheet(code=LabelCode.DATA_MATRIX, labels=copies)


def _anew(slip: PackingSlip) -> bytes:
    fonts = fonts_here()
    return typst.compile(
        TEMPLATES / "packing_slip.typ",
        root=TEMPLATES,
        font_paths=fonts,
        format="pdf",
        sys_inputs={
            "paper": json.dumps(contents_of(slip)),
            "serif": json.dumps(families_of(fonts, SERIF)),
            "sans": json.dumps(families_of(fonts, SANS)),
        },
    )


def _slip(number: int) -> PackingSlip:
    lines = (
        SlipLine(sku=f"MUG-{number}-{line}", name=f"Mug {number}.{line}", quantity=Decimal(line))
        for line in range(1, LINES + 1)
    )
    return PackingSlip(
        number=f"SH-{number}",
        order=f"SO-{number}",
        issued_on=date(2026, 11, 23),
        ship_from=HOUSE,
        ship_to=Address(name=f"Customer {number}", city="Hamburg", country="Germany"),
        lines=tuple(lines),
        tracking=f"JD{number:018}",
    )


def main(rounds: Annotated[int, typer.Option(help="Slips timed on each side.")] = 200) -> None:
    """Compare the warm printer with typst started anew."""
    print(machine())
    print(table_of(measure(rounds)))


if __name__ == "__main__":
    typer.run(main)
