"""The form of labels: for an item, its lot or pieces, for bins; or lines as they are typed."""

from functools import partial
from typing import Any, Final

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS
from bot.language.label_lines import OF_A_LINE, VERB, WHOLE, read_labels
from bot.language.usage import UsageError
from bot.language.words import spelled
from bot.messages.refusals import refusal
from bot.messages.stock_labels import CODES, PAPERS
from bot.messages.text import Block, as_plain
from bot.messages.usage import mistake
from bot.suggesting.typeahead import VALUE_MAX, item_option, plain_option
from bot.views.blocks import field, modal, search_select, text_input, words
from bot.views.metadata import FormNote
from bot.views.posting import ABOUT, about, lot_hint
from bot.views.reading import ERROR_MAX, Errors, name_of, values_of
from bot.views.step_fields import Option, select
from inventory.book import Book
from inventory.commands import Line
from inventory.errors import LotRefused, StockError, UnknownLocation, UnknownLot
from inventory.inbound.labelling import LabelLine, LabelRequest
from inventory.inbound_errors import LabelsRefused, SerialsRefused
from inventory.place import Place

CALLBACK: Final = "print_labels"
TITLE: Final = "Print labels"
LINES: Final = "lines"
BINS: Final = "bins"
LINES_MAX: Final = 3_000


def stock_label_form(book: Book, place: Place, request: LabelRequest | None = None) -> Block:
    """Return the form, filled in with what is wanted; several kinds of labels are lines of text."""
    lines = request.lines if request else ()
    line = lines[0] if lines else LabelLine()
    item = book.item(line.names[0]) if line.names else None
    note = FormNote(verb=VERB, place=place, item=item.sku if item else "")
    blocks = [words(ABOUT, about(book, VERBS[VERB], item if len(lines) < 2 else None))]
    blocks += [_lines(lines)] if len(lines) > 1 else _fields(book, line)
    sizes = [Option(size.value, name) for size, name in PAPERS.items()]
    codes = [Option(code.value, name) for code, name in CODES.items()]
    size = (request and request.size) or book.rules.label_size
    code = (request and request.code) or book.rules.label_code
    blocks += [
        field("size", OPTIONS["size"].label, select(sizes, size.value), optional=False),
        field("code", OPTIONS["code"].label, select(codes, code.value), optional=False),
        _text("start", str(request.start) if request else "1"),
    ]
    return modal(CALLBACK, TITLE, "Print", note.model_dump_json(), blocks)


def read_form(view: dict[str, Any], codes: Codes) -> tuple[LabelRequest | None, Errors]:
    """Return which labels a sent form wants, or the errors on its fields."""
    values, errors = values_of(view), Errors()
    parts: dict[str, object] = {}
    for name, reader in {**WHOLE, **OF_A_LINE}.items():
        block_id = "sn" if name == "serials" else name
        if block_id not in values:
            continue
        try:
            parts[name] = reader(values[block_id])
        except UsageError as error:
            errors[block_id] = as_plain(mistake(error))
    typed = LINES if LINES in values else BINS
    try:
        read = read_labels(values.get(typed, ""), codes)
    except UsageError as error:
        errors[typed] = as_plain(mistake(error))
        return None, errors
    whole = {name: value for name, value in parts.items() if name in WHOLE}
    if errors or LINES in values:
        return (None if errors else read.model_copy(update=whole)), errors
    of_a_line = {name: value for name, value in parts.items() if name in OF_A_LINE}
    return read.model_copy(update={**whole, "lines": _asked(values, read, of_a_line)}), {}


def errors_on_form(book: Book, view: dict[str, Any], error: StockError) -> Errors:
    """Put a refusal on the field it is about, or the first there is."""
    match error:
        case SerialsRefused():
            wanted = "sn"
        case UnknownLot() | LotRefused():
            wanted = "lot"
        case LabelsRefused(problem="start"):
            wanted = "start"
        case LabelsRefused(problem="too_many"):
            wanted = "copies"
        case UnknownLocation() | LabelsRefused(problem="no_bins"):
            wanted = BINS
        case _:
            wanted = "item"
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    block_id = wanted if wanted in fields else fields[0]
    text = as_plain(refusal(error, book), name_of=partial(name_of, book))
    return {block_id: text[:ERROR_MAX]}


def _asked(
    values: dict[str, str], read: LabelRequest, parts: dict[str, object]
) -> tuple[LabelLine, ...]:
    """Return the lines of the form's single fields: one of goods, the others of bins."""
    copies = {"copies": parts["copies"]} if "copies" in parts else {}
    bins = [one.model_copy(update=copies) for one in read.lines]
    names = tuple(filter(None, [values.get("item")]))
    is_about_goods = names or "lot" in parts or "serials" in parts
    goods = [LabelLine.model_validate({**parts, "names": names})] if is_about_goods else []
    return (*goods, *bins)


def _fields(book: Book, line: LabelLine) -> list[Block]:
    name = line.names[0] if line.names else ""
    item = book.item(name) if name else None
    lot = plain_option(line.lot) if line.lot and len(line.lot) <= VALUE_MAX else None
    chosen = item_option(book, Line(item=item.sku)) if item else None
    return [
        field(
            "item",
            "Item",
            search_select(hint="Code, name or barcode", initial=chosen),
            optional=True,
            dispatches=True,
        ),
        field(
            "lot",
            OPTIONS["lot"].label,
            search_select(hint=lot_hint(VERBS[VERB], item), initial=lot),
            optional=True,
        ),
        _text("sn", line.serials),
        _text("copies", str(line.copies)),
        field(
            BINS,
            "Bins",
            text_input(hint="A-01 A-02, B-* or A-01..A-12", longest=LINES_MAX),
            optional=True,
        ),
    ]


def _lines(lines: tuple[LabelLine, ...]) -> Block:
    text = "\n".join(map(written, lines))
    element = text_input(hint=VERBS[VERB].usage, initial=text, is_long=True, longest=LINES_MAX)
    return field(LINES, "Labels, a line for each kind", element, optional=False)


def written(line: LabelLine) -> str:
    """Write a line as it is typed."""
    parts = [spelled(name) for name in line.names]
    parts += [f"lot:{spelled(line.lot)}"] if line.lot else []
    parts += [f"sn:{spelled(line.serials)}"] if line.serials else []
    parts += [f"copies:{line.copies}"] if line.copies > 1 else []
    return " ".join(parts)


def _text(name: str, initial: str) -> Block:
    option = OPTIONS[name]
    return field(name, option.label, text_input(hint=option.hint, initial=initial), optional=True)
