"""A packing slip by the printer that stays warm, beside typst started anew for each.

No two slips are alike, so that nothing is taken from memory but what every slip shares.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

import typer
import typst

from benchmarks.measuring import Finding, Timed, machine, milliseconds, table_of, take_turns
from inventory.address import Address
from inventory.papers.packing_slip import PackingSlip, SlipLine
from outside.documents.contents import contents_of
from outside.documents.fonts import SANS, SERIF, TEMPLATES, families_of, fonts_here
from outside.documents.printer import TypstPrinter

LINES: Final = 20
GOAL_S: Final = 0.05
HOUSE: Final = Address(name="Lantern Goods", postcode="28080", city="Madrid", country="Spain")


def measure(rounds: int = 200) -> list[Finding]:
    """Return the finding for a slip of 20 lines."""
    printer = TypstPrinter()
    timed = take_turns(
        rounds, lambda number: printer.print(_slip(number)), lambda number: _anew(_slip(-number))
    )
    return [_finding(timed)]


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
