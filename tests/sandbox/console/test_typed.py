"""What a typed line means."""

import pytest

from sandbox.console.typed import (
    Become,
    Enter,
    Fill,
    Press,
    Say,
    Search,
    Sheet,
    Thread,
    Upload,
    UseShortcut,
    Wait,
    WaitFor,
    Word,
    parse,
)

MEANT = {
    "/receive 24 MUG-BLU @A-01": Say("/receive 24 MUG-BLU @A-01"),
    "/receive\n24 MUG-BLU @A-01": Say("/receive\n24 MUG-BLU @A-01"),
    "three mugs, please": Say("three mugs, please"),
    "submit the form": Say("submit the form"),
    "say submit": Say("submit"),
    "say\n1": Say("1"),
    "as Ben": Become("ben"),
    "in #managers": Enter("managers"),
    "in stock today": Say("in stock today"),
    "1": Press(1),
    "12 twice": Press(12, times=2),
    "12 mugs": Say("12 mugs"),
    "3 = A-01": Fill(3, "A-01"),
    "3=": Fill(3, ""),
    "3 = a = b": Fill(3, "a = b"),
    "3 ? mug blu": Search(3, "mug blu"),
    "3?": Search(3, ""),
    "thread 2": Thread(2),
    "thread 2 counted 14": Thread(2, "counted 14"),
    "shortcut pick_next": UseShortcut("pick_next", 0),
    "shortcut make_order 7": UseShortcut("make_order", 7),
    "shortcut": UseShortcut("", 0),
    "upload counts.csv": Upload("counts.csv"),
    "sheet": Sheet(),
    "sheet Items C5 = 40": Sheet("Items C5 = 40"),
    "wait": Wait(10),
    "wait 30": Wait(30),
    "wait for INV-1.pdf": WaitFor("INV-1.pdf"),
    "submit": Word("submit"),
    " help ": Word("help"),
    "exit": Word("quit"),
    "": Word(""),
}


@pytest.mark.parametrize(("line", "meant"), MEANT.items(), ids=repr)
def test_a_line_means_one_thing(line, meant):
    assert parse(line) == meant
