"""Colours in their two spellings: `backgroundColor`, and `backgroundColorStyle` with a theme or rgb.

Whichever a request uses, Google keeps both and answers with both, in the precision it keeps.
"""

from typing import Any, Final

from sandbox.google.colour_channels import as_kept
from sandbox.google.fieldmask import FieldMask, Tree
from sandbox.google.wire import Json
from sandbox.google.workbook import THEME

STYLE: Final = "Style"
_THEME_COLOURS: Final = {
    each["colorType"]: each["color"]["rgbColor"] for each in THEME["themeColors"]
}


def with_both_spellings(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Some JSON in which every colour told in one way is told in the other as well."""
    if isinstance(value, list):
        return [with_both_spellings(each) for each in value]
    if not isinstance(value, dict):
        return value
    told = {name: _kept(name, with_both_spellings(content)) for name, content in value.items()}
    for name, content in told.copy().items():
        if not isinstance(content, dict):
            continue
        if _is_colour(name):
            told.setdefault(name + STYLE, {"rgbColor": content})
        elif _is_colour(name.removesuffix(STYLE)) and name.endswith(STYLE):
            told[name.removesuffix(STYLE)] = _rgb(content)
    return told


def mask_for_both(mask: FieldMask) -> FieldMask:
    """A mask that lets through a colour's other spelling along with the one it names."""
    return FieldMask(_widened(mask.tree))


def _widened(tree: Tree) -> Tree:
    wide: Tree = {}
    for name, below in tree.items():
        wide[name] = _widened(below)
        if _is_colour(name):
            wide.setdefault(name + STYLE, {})
        elif name.endswith(STYLE) and _is_colour(name.removesuffix(STYLE)):
            wide.setdefault(name.removesuffix(STYLE), {})
    return wide


def _is_colour(name: str) -> bool:
    """Whether a member is a colour with a style beside it; the one within a style has none."""
    return name.endswith(("Color", "color")) and name != "rgbColor"


def _kept(name: str, content: Any) -> Any:  # noqa: ANN401  any JSON
    is_colour = name == "rgbColor" or _is_colour(name)
    return as_kept(content) if is_colour and isinstance(content, dict) else content


def _rgb(style: Json) -> Json:
    if "themeColor" in style:
        found: Json = _THEME_COLOURS.get(str(style["themeColor"]), {})
        return found
    told: Json = style.get("rgbColor") or {}
    return told
