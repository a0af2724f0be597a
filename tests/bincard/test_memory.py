"""A process that leaves the book alone while it runs ends without a word all the same."""

import subprocess
import sys

RUN = """
import outside.codes.reading
from bincard.memory import leave_the_book_alone, look_at_all_again

leave_the_book_alone()
look_at_all_again()
"""


def test_no_library_complains_of_leaks_at_the_end():
    done = subprocess.run(
        [sys.executable, "-c", RUN], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
