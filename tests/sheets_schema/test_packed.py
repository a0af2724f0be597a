"""Bodies of any length fit into the cells of Audit, and come back as they were."""

from random import Random

import pytest

from sheets_schema.packed import packed, unpacked

MOST = 4_000


def a_body(length, repeats=1):
    """A text that says the same again and again, each time far from the last."""
    letters = Random(length).choices("abcdefghijklmnop", k=length)
    return "".join(letters) * repeats


def test_what_fits_is_kept_as_it_is():
    assert packed(a_body(MOST), MOST) == a_body(MOST)


@pytest.mark.parametrize(
    ("body", "way"),
    [(a_body(100, 100), "zlib:"), (a_body(4_900, 40) + a_body(100_000) * 2, "lzma:")],
    ids=["short", "long"],
)
def test_what_does_not_is_packed_and_comes_back(body, way):
    kept = packed(body, MOST)

    assert kept.startswith(way)
    assert len(kept) < len(body)
    assert unpacked(kept) == body


def test_a_large_document_before_and_after_takes_little_more_than_once():
    once, twice = (packed(a_body(90_000, times), MOST) for times in (1, 2))
    assert len(twice) < 1.1 * len(once)


@pytest.mark.parametrize("way", ["zlib:", "lzma:"])
def test_what_was_changed_in_the_sheet_is_refused(way):
    with pytest.raises(ValueError, match=r"packed|padding|base64"):
        unpacked(f"{way}AAAA")
