"""Rich text as lines: bullets, numbers, quotes and code, without the styles."""

from collections.abc import Callable
from datetime import UTC, datetime

from sandbox.slack.rendering.page import Json, NameOf


def rich_text_lines(block: Json, name_of: NameOf) -> list[str]:
    """The lines of a rich_text block."""
    lines: list[str] = []
    for part in block.get("elements", []):
        lines += _PARTS.get(part.get("type"), _section)(part, name_of)
    return lines


def _section(part: Json, name_of: NameOf) -> list[str]:
    return _inline(part.get("elements", []), name_of).rstrip("\n").split("\n")


def _list(part: Json, name_of: NameOf) -> list[str]:
    margin = "  " * part.get("indent", 0)
    first = part.get("offset", 0) + 1
    lines = []
    for number, item in enumerate(part.get("elements", []), first):
        sign = f"{number}." if part.get("style") == "ordered" else "•"
        text, *rest = _section(item, name_of)
        lines += [f"{margin}{sign} {text}", *(f"{margin}  {line}" for line in rest)]
    return lines


def _preformatted(part: Json, name_of: NameOf) -> list[str]:
    return [f"    {line}" for line in _section(part, name_of)]


def _quote(part: Json, name_of: NameOf) -> list[str]:
    return [f"> {line}" for line in _section(part, name_of)]


_PARTS: dict[str, Callable[[Json, NameOf], list[str]]] = {
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_preformatted": _preformatted,
    "rich_text_quote": _quote,
}


def _inline(elements: Json, name_of: NameOf) -> str:
    return "".join(_word(element, name_of) for element in elements)


def _word(element: Json, name_of: NameOf) -> str:
    show = _WORDS.get(element.get("type"))
    return show(element, name_of) if show else ""


def _named(sign: str, key: str) -> Callable[[Json, NameOf], str]:
    def show(element: Json, name_of: NameOf) -> str:
        return sign + (name_of(element[key]) or element[key])

    return show


def _link(element: Json, name_of: NameOf) -> str:
    label = element.get("text")
    return f"{label} ({element['url']})" if label and label != element["url"] else element["url"]


def _date(element: Json, name_of: NameOf) -> str:
    moment = datetime.fromtimestamp(element["timestamp"], UTC)
    return element.get("fallback") or f"{moment:%Y-%m-%d %H:%M} UTC"


_WORDS: dict[str, Callable[[Json, NameOf], str]] = {
    "text": lambda element, _: element["text"],
    "link": _link,
    "emoji": lambda element, _: f":{element['name']}:",
    "user": _named("@", "user_id"),
    "channel": _named("#", "channel_id"),
    "usergroup": _named("@", "usergroup_id"),
    "team": _named("@", "team_id"),
    "broadcast": lambda element, _: f"@{element['range']}",
    "color": lambda element, _: element["value"],
    "date": _date,
}
