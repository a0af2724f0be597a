"""Entries of one line and of several."""

import io

from sandbox.console.reading import LineReader


def entries(script):
    """Every entry of a script, and the transcript that reading it leaves."""
    out = io.StringIO()
    reader = LineReader(io.StringIO(script), out)
    found = []
    while (entry := reader.read("> ")) is not None:
        found.append(entry)
    return found, out.getvalue()


def test_a_script_is_echoed_behind_its_prompts():
    assert entries("hello\n\nquit\n") == (["hello", "", "quit"], "> hello\n>\n> quit\n>\n")


def test_a_backslash_goes_on_in_the_next_line():
    found, transcript = entries("/receive \\\n24 MUG-BLU @A-01 \\\n8 MUG-RED @A-02\n")

    assert found == ["/receive\n24 MUG-BLU @A-01\n8 MUG-RED @A-02"]
    assert transcript == "> /receive \\\n... 24 MUG-BLU @A-01 \\\n... 8 MUG-RED @A-02\n>\n"


def test_a_block_takes_everything_up_to_its_end():
    found, _ = entries("/receive <<\n24 MUG-BLU @A-01\n\n  8 MUG-RED \\\n>>\nquit\n")

    assert found == ["/receive\n24 MUG-BLU @A-01\n\n  8 MUG-RED \\", "quit"]


def test_a_script_may_end_in_the_middle_of_an_entry():
    assert entries("/receive <<\n24 MUG-BLU")[0] == ["/receive\n24 MUG-BLU"]
    assert entries("/receive \\")[0] == ["/receive\n"]
