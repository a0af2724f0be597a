"""Prints papers: one compiler for all of them, kept warm, one paper at a time."""

import json
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from typst import Compiler, Fonts, TypstError

from inventory.papers.paper import Paper, UnprintableError, title_of
from outside.documents.contents import contents_of
from outside.documents.fonts import SANS, SERIF, TEMPLATES, families_of, fonts_here

TEMPLATE_OF: Final[dict[str, str]] = {
    "packing_slip": "packing_slip.typ",
    "invoice": "bill.typ",
    "credit_note": "bill.typ",
    "shipping_label": "label.typ",
    "purchase_order": "purchase_order.typ",
    "label_sheet": "stock_labels.typ",
    "recall_report": "recall_report.typ",
    "count_sheet": "count_sheet.typ",
}
LABEL_PRINTER_DPI: Final = 203
"""Dots an inch of the usual label printer."""


class TypstPrinter:
    """A `Printer`. The first paper takes some 0.2 s, for fonts are looked for; later ones 10 ms.

    A compiler keeps what it was given last, so that only one thread may use it at a time.
    """

    def __init__(self, fonts: Fonts | None = None, *, templates: Path = TEMPLATES) -> None:
        """Print with some fonts (all that typst finds unless given) from a folder of templates."""
        self._fonts = fonts
        self._templates = templates
        self._lock = Lock()
        self._compiler: Compiler | None = None
        self._families: dict[str, str] = {}

    def print(self, paper: Paper) -> bytes:
        """Return the paper as PDF; the same paper gives the same bytes.

        Raises:
            UnprintableError: typst refuses it.
        """
        return self._compiled(paper, "pdf")[0]

    def pictures(self, paper: Paper, dots_an_inch: float = LABEL_PRINTER_DPI) -> list[bytes]:
        """Return the paper's pages as PNG, for label printers and previews.

        Raises:
            UnprintableError: typst refuses it.
        """
        return self._compiled(paper, "png", dots_an_inch)

    def _compiled(
        self, paper: Paper, file_format: Literal["pdf", "png"], dots_an_inch: float | None = None
    ) -> list[bytes]:
        template = self._templates / TEMPLATE_OF[paper.type]
        contents = json.dumps(contents_of(paper))
        with self._lock:
            try:
                pages = self._ready().compile(
                    input=template,
                    format=file_format,
                    ppi=dots_an_inch,
                    sys_inputs={"paper": contents, **self._families},
                )
            except TypstError as error:
                raise UnprintableError(paper=title_of(paper), reason=error.message) from error
        return pages if isinstance(pages, list) else [pages or b""]  # never None: no output file

    def _ready(self) -> Compiler:
        if self._compiler is None:
            fonts = self._fonts or fonts_here()
            self._families = {
                "serif": json.dumps(families_of(fonts, SERIF)),
                "sans": json.dumps(families_of(fonts, SANS)),
            }
            self._compiler = Compiler(root=self._templates, font_paths=fonts)
        return self._compiler
