"""What the tests of papers share: one printer, and what a PDF says."""

import io
from collections.abc import Iterable

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from outside.documents.fonts import Script, missing_scripts, packages_for
from outside.documents.printer import LABEL_PRINTER_DPI, TypstPrinter

PRINTER = TypstPrinter()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it is read."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def places_of(pdf: bytes) -> dict[str, float]:
    """How far from the left edge of the first page each run of letters begins, in points."""
    places: dict[str, float] = {}

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        places.setdefault(text.strip(), page[4] + line[4])

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return places


def rendered(pdf: bytes, dots_an_inch: float = LABEL_PRINTER_DPI) -> list[Image.Image]:
    """Each page in dots, by another program than the one that made it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots_an_inch / 72).to_pil() for page in document]
    finally:
        document.close()


def needs(scripts: Iterable[Script]) -> None:
    """Skip where a script has no font."""
    if missing := set(missing_scripts()) & set(scripts):
        packages = " ".join(packages_for(missing))
        pytest.skip(f"no fonts for {', '.join(sorted(missing))} here: apt install {packages}")
