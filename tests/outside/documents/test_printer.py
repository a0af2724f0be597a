"""Whatever people write is printed as they wrote it; nothing of it is ever obeyed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typst import Fonts

from inventory.papers.paper import Paper, UnprintableError
from outside.documents.fonts import Script
from outside.documents.printer import TypstPrinter
from tests.builders_papers import (
    a_charge,
    a_credit_note,
    a_full_invoice,
    a_full_purchase_paper,
    a_full_slip,
    a_label,
    a_slip,
    a_slip_line,
    an_invoice,
)
from tests.outside.documents.printing import PRINTER, needs, pages_of, places_of, text_of

HOSTILE = (
    '#panic("x") #read("/etc/passwd")',
    "*bold* _soft_ `raw` $x^2$ = Head - list + enum / term",
    "\\ \" ' ] [ } { ) ( ; // /* <label> @ref ~ --",
    '#{sys.inputs} #eval("1+1") \\u{41} "+1+"',
)
FIXED = frozenset({"type", "currency", "issued_on", "due_on", "supplied_on", "expected_on"})
NUMBERS = frozenset(
    {"quantity", "unit_price", "discount_percent", "tax_percent", "net", "tax", "gross", "weight"}
    | {"package", "packages"}
)


def saying(text: str, paper: Paper) -> Paper:
    """The same paper with this text wherever it has one."""

    def changed(name: str, value: Any) -> Any:
        if name in FIXED or (name in NUMBERS and not isinstance(value, list)):
            return value
        if isinstance(value, dict):
            return {key: changed(key, each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [changed(name, each) for each in value]
        return text if isinstance(value, str) else value

    return type(paper).model_validate(
        {name: changed(name, value) for name, value in paper.model_dump().items()}
    )


PAPERS: dict[str, Callable[[], Paper]] = {
    "slip": a_full_slip,
    "invoice": a_full_invoice,
    "credit note": lambda: a_credit_note(a_full_invoice()),
    "label": a_label,
    "purchase order": a_full_purchase_paper,
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", PAPERS)
def test_markup_and_code_are_words_like_others(name, text):
    printed = text_of(PRINTER.print(saying(text, PAPERS[name]())))
    assert text in " ".join(printed.split())


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(
    "text", ["", "M" * 10_000, "mug " * 2_500, "\x00\ud800\u202e\x1b[0m", "\n\n", "蓝" * 3_000]
)
def test_no_text_is_too_long_or_too_strange(name, text):
    assert PRINTER.print(saying(text, PAPERS[name]())).startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_printed(text):
    assert PRINTER.print(a_label(service=text, order=text)).startswith(b"%PDF")
    assert PRINTER.print(a_slip(a_slip_line(name=text, note=text))).startswith(b"%PDF")


def test_a_name_of_ten_thousand_letters_is_printed_to_the_last():
    slip = a_slip(a_slip_line(name="M" * 10_000), a_slip_line(sku="JAM-STR"))
    texts = pages_of(PRINTER.print(slip))
    assert sum(text.count("MM") * 2 + text.count("M\n") for text in texts) >= 9_900
    assert "JAM-STR Strawberry jam 250 g 24 piece" in texts[-1]


def test_a_label_stays_one_label():
    for text in ("M" * 10_000, "Quay Street " * 800):
        assert len(pages_of(PRINTER.print(saying(text, a_label())))) == 1


def test_signs_that_turn_the_text_round_are_left_out():
    slip = a_slip(a_slip_line(name="Mug \u202e007\u202c blue\x07\ttall"))
    assert "MUG-BLU Mug 007 blue tall 24 piece" in text_of(PRINTER.print(slip))


@pytest.mark.parametrize(
    ("script", "name"),
    [
        (Script.CHINESE, "蓝色马克杯大号"),
        (Script.JAPANESE, "青いマグカップ"),
        (Script.KOREAN, "파란 머그컵"),
        (Script.CYRILLIC, "Синяя кружка"),
        (Script.GREEK, "Μπλε κούπα"),
        (Script.EMOJI, "Blue mug 📦🫖"),
    ],
)
def test_names_in_other_scripts_can_be_searched_in_the_file(script, name):
    needs([script])
    assert f"{name} 24 piece" in text_of(PRINTER.print(a_slip(a_slip_line(name=name))))


def test_arabic_runs_from_right_to_left():
    """What is read first stands furthest right, the number between its neighbours."""
    needs([Script.ARABIC])
    places = places_of(PRINTER.print(a_slip(a_slip_line(name="فنجان 12 قطعة"))))
    assert places["فنجان"] > places["12"] > places["قطعة"]


def test_without_a_font_a_paper_is_printed_with_boxes():
    printer = TypstPrinter(Fonts(include_system_fonts=False))
    assert printer.print(a_slip(a_slip_line(name="蓝色马克杯 📦"))).startswith(b"%PDF")
    assert "24 piece" in text_of(printer.print(a_slip()))


def test_a_paper_that_cannot_be_printed_is_named_with_the_reason(tmp_path):
    (tmp_path / "packing_slip.typ").write_text("#panic(json(bytes(sys.inputs.paper)).number)")
    with pytest.raises(UnprintableError) as refused:
        TypstPrinter(templates=tmp_path).print(a_slip())
    assert refused.value.paper == "packing slip SH-12"
    assert refused.value.reason == "panicked with: SH-12"
    assert str(refused.value) == "packing slip SH-12 cannot be printed: panicked with: SH-12"


def test_many_threads_print_at_once_and_each_gets_its_own_paper():
    papers = [a_slip(number=f"SH-{number}", order=f"SO-{number}") for number in range(60)]
    papers += [an_invoice(a_charge(number), number=f"INV-{number}") for number in range(1, 60)]
    with ThreadPoolExecutor(8) as threads:
        printed = list(threads.map(PRINTER.print, papers))
    for paper, pdf in zip(papers, printed, strict=True):
        assert f" {paper.number}" in text_of(pdf).split("\n")[1]
