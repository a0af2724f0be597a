"""The words for what a picture shows, and the buttons that open a form filled in with it."""

from typing import Final

from bot.answering.waiting import waiting_for
from bot.language.grammar import VERB_SPELLINGS, VERBS
from bot.language.words import spelled
from bot.messages.figures import amount, counted
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.text import Bold, Code, Line, clipped, line
from bot.pictures.fetching import FileRefusedError
from bot.pictures.making_out import Goods, MadeOut
from bot.scans.words import OPEN_LINE
from inventory.book import Book
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.stock_key import StockKey

CHOOSE: Final = "choose_code"
"""Carries the codes of one item among several, to be answered alone."""

CHOICES_MAX: Final = 10
BUTTONS: Final = (
    ("Receive…", "receive"),
    ("Pick…", "pick"),
    ("Count…", "count"),
    ("Move…", "move"),
)

PROBLEMS: Final = {
    "gone": "is not there any more. Post it again.",
    "not_ours": "was shared from elsewhere. I read only what our own people upload.",
    "no_picture": "is no picture. I read photos as JPEG, PNG, WEBP, GIF, TIFF or BMP.",
    "unreadable": "cannot be opened as a picture. Post it again as JPEG or PNG.",
    "heic": (
        "is a HEIC photo, which I cannot open. Take it with the camera in Slack, or set the phone to "
        "the most compatible format (on an iPhone: Settings, Camera, Formats), and post it again."
    ),
    "too_large": "is too large. Post it as a photo of at most 20 MB and 50 megapixels.",
    "not_allowed": "is closed to me: whoever installed me has to grant files:read.",
}

NOTHING: Final = line(
    "I found no barcode in it. Hold the phone still, go near until the code fills half of the "
    "picture, and mind light and glare. What is printed under the code can be typed instead."
)


def told(book: Book, found: MadeOut, caption: str = "") -> Message:
    """Word what a picture shows.

    Args:
        book: for names and units.
        found: what its codes name.
        caption: what was written with it; a command in it goes into the form of its verb.
    """
    if found.is_nothing:
        return Message((NOTHING,))
    lines = [_goods_line(book, one) for one in found.goods]
    lines += [_bin_line(book, code) for code in found.bins]
    lines += [
        line(Bold("Not known: "), Code(clipped(t, 80)), " ", *why) for t, why in found.unknown
    ]
    header = counted(len(found.goods) + len(found.bins) + len(found.unknown), "code")
    return Message(
        (line(f"I read {header}. Nothing is recorded yet."), *lines), _buttons(book, found, caption)
    )


def unread(error: FileRefusedError) -> Line:
    """Say why a file was not read."""
    return problem_line(error.name, error.problem)


def problem_line(name: str, problem: str) -> Line:
    """Say what is the matter with a file."""
    return line(Bold(clipped(name, 80) or "The file"), " ", PROBLEMS[problem])


def away(names: int) -> Message:
    """Say that Slack did not give the files."""
    files = "the picture" if names == 1 else "the pictures"
    return say(f"Slack did not give me {files}. Post it again in a while.")


def _goods_line(book: Book, goods: Goods) -> Line:
    item = book.get(Item, goods.item)
    name, unit = (item.name, item.unit) if item else ("", "piece")
    facts = (
        f"lot {goods.lot}" if goods.lot else "",
        f"serial {goods.serial}" if goods.serial else "",
        f"until {goods.expires_on}" if goods.expires_on else "",
        amount(goods.quantity, unit) if goods.quantity is not None else "",
    )
    said = ", ".join(clipped(fact, 60) for fact in facts if fact)
    return line(Bold(goods.item), f" {clipped(name, 100)}", f": {said}" if said else "")


def _bin_line(book: Book, code: str) -> Line:
    place = book.get(Location, code)
    return line("Bin ", Bold(code), f" {place.name}" if place and place.name else "")


def _buttons(book: Book, found: MadeOut, caption: str) -> tuple[Button, ...]:
    place = found.bins[0] if len(found.bins) == 1 else ""
    if len(found.goods) > 1:
        return tuple(
            Button(f"{one.item}…", f"{CHOOSE}.{n}", f"{one.alone}\n{place}")
            for n, one in enumerate(found.goods[:CHOICES_MAX], start=1)
        )
    if not found.goods:
        return _of_bin(place) if place else ()
    return _of_goods(book, found.goods[0], place, caption)


def _of_bin(place: str) -> tuple[Button, ...]:
    at = f"@{spelled(place)}"
    verbs = ("receive", "count")
    look = Button("Look", LOOK_UP, f"find {at}")
    return (*(_form(f"{verb.capitalize()}…", verb, verb, at) for verb in verbs), look)


def _of_goods(book: Book, goods: Goods, place: str, caption: str) -> tuple[Button, ...]:
    at = f"@{spelled(place)}" if place else ""
    asked, rest = _asked(caption)
    buttons = []
    for label, verb in BUTTONS:
        said = rest if verb == asked else ""
        where = "" if "@" in said else at
        text = " ".join(
            filter(None, (said, goods.line if verb == "receive" else goods.code, where))
        )
        buttons.append(_form(label, verb, verb, text, is_asked=verb == asked))
    away = _put_away(book, goods, place)
    look = Button("Look", LOOK_UP, f"stock {spelled(goods.item)}")
    return (*buttons, _form("Put away…", "putaway", "move", away), look)


def _asked(caption: str) -> tuple[str, str]:
    """Return the verb that a caption begins with and what follows it, empty for none."""
    word, _, rest = caption.partition(" ")
    verb = VERB_SPELLINGS.get(word.casefold().removeprefix("/"), "")
    is_posting = verb in VERBS and VERBS[verb].command is not None
    return (verb, rest.strip()) if is_posting else ("", "")


def _put_away(book: Book, goods: Goods, place: str) -> str:
    """Return the line that brings goods from where they were received to a bin, or to their home."""
    item = book.get(Item, goods.item)
    lies = [key.location for key in _received(book, goods.item)]
    source = f"@{spelled(lies[0])}" if len(lies) == 1 else ""
    waiting = (one.proposed for _, one in waiting_for(book, "") if one.item == goods.item)
    target = place or next(filter(None, waiting), "") or (item.home if item else "")
    return " ".join(filter(None, (goods.code, source, f"> {spelled(target)}" if target else "")))


def _received(book: Book, sku: str) -> list[StockKey]:
    return [
        StockKey(sku, place, lot)
        for place, lot in book.balances(sku)
        if book.kind_of(place) is LocationKind.RECEIVING
    ]


def _form(label: str, action: str, verb: str, text: str, *, is_asked: bool = False) -> Button:
    style = "primary" if is_asked else ""
    return Button(label, f"{OPEN_LINE}.{action}", f"{verb} {text}", style)
