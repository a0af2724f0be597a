"""Gives back what a person typed, of the text by which Slack tells of a message.

Slack writes names, channels and whatever looks like an address in angle brackets, and `& < >` as
entities. A scanned Digital Link comes as an address, and a barcode of digits as a telephone number.
"""

import re
from typing import Final

_REFERENCE: Final = re.compile(r"<(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_AS_LABELLED: Final = ("mailto:", "tel:", "#", "!")


def plain_text(text: str) -> str:
    """Return a message's text as it was typed, without mentions of people but of those it is for.

    Examples:
        >>> plain_text("<@U0BINCARD> move 6 MUG-BLU A-01 &gt; B-02")
        'move 6 MUG-BLU A-01 > B-02'
        >>> plain_text("recount CC-3 for:<@U0BEN>")
        'recount CC-3 for:@U0BEN'
        >>> plain_text("<tel:4006381333931|4006381333931>")
        '4006381333931'
        >>> plain_text("<https://id.gs1.org/01/09506000134352>")
        'https://id.gs1.org/01/09506000134352'
    """
    said = _REFERENCE.sub(_as_typed, text)
    return unescaped(said).strip()


def unescaped(text: str) -> str:
    """Undo the escaping of `& < >`, once: Slack escapes these three and nothing else."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _as_typed(reference: re.Match[str]) -> str:
    what, label = reference["what"], reference["label"]
    if what.startswith("@"):
        is_value = reference.string[: reference.start()].rstrip().endswith(":")
        return f"{what} " if is_value else ""
    if what.startswith(_AS_LABELLED):
        return label or what.removeprefix("mailto:").removeprefix("tel:")
    return label if label and label in what else what
