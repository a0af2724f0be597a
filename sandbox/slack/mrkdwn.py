"""What becomes of message text: entities, mentions, links and the light marks of mrkdwn.

Text on the wire has `& < >` encoded, because angle brackets carry meaning: `<@U1>` notifies a person,
`<!channel>` everybody, `<https://x|y>` hides an address behind a word. What a sender forgot to encode
therefore becomes a mention, and `mentions` is how a test finds out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["user", "channel", "usergroup", "broadcast"]
NameOf = Callable[[str], str | None]

_BROADCASTS = ("here", "channel", "everyone")
_SIGNS = {"user": "@", "channel": "#", "usergroup": "!subteam^", "broadcast": "!"}
_TOKEN = re.compile(r"<([^<>\n]+)>")
_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_KEPT = re.compile("\0(\\d+)\0")  # code and tokens are set aside while marks are taken off
_MARK = re.compile(r"(?<![\w*_~])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~])")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that a text points at, and by that notifies."""

    kind: MentionKind
    target: str

    def __str__(self) -> str:
        """The mention as it is written in text, `<!channel>`."""
        return f"<{_SIGNS[self.kind]}{self.target}>"


def escape(text: str) -> str:
    """Encode what would otherwise carry meaning.

    Examples:
        >>> escape("<!channel> & co")
        '&lt;!channel&gt; &amp; co'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Decode the three entities, and only those.

    Examples:
        >>> unescape("&lt;b&gt; &amp;amp; &quot;")
        '<b> &amp; &quot;'
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mentions(text: str) -> list[Mention]:
    """Whom a formatted text notifies, in order and with repetitions.

    Examples:
        >>> mentions("<!channel> ask <@U0ANA|ana> in <#C0STOCK> &lt;!here&gt;")
        [Mention(kind='broadcast', target='channel'), Mention(kind='user', target='U0ANA'), \
Mention(kind='channel', target='C0STOCK')]
    """
    found = (_mention(match[1]) for match in _TOKEN.finditer(text))
    return [mention for mention in found if mention is not None]


def _mention(token: str) -> Mention | None:
    target = token.split("|", 1)[0]
    if re.fullmatch(r"@[UW]\w+", target):
        return Mention("user", target[1:])
    if re.fullmatch(r"#[CG]\w+", target):
        return Mention("channel", target[1:])
    if re.fullmatch(r"!subteam\^\w+", target):
        return Mention("usergroup", target.removeprefix("!subteam^"))
    if target.removeprefix("!") in _BROADCASTS and target.startswith("!"):
        return Mention("broadcast", target[1:])
    return None


def to_text(text: str, name_of: NameOf = lambda _: None) -> str:
    """Formatted text as a person reads it, without the marks.

    Args:
        text: mrkdwn as it is sent.
        name_of: the name of a user or channel id; an id without a name is shown as it is.

    Examples:
        >>> to_text("*24* MUG-BLU to `A-01`, see <https://example.com|the card> &amp; <@U0ANA>")
        '24 MUG-BLU to A-01, see the card (https://example.com) & @U0ANA'
    """
    kept: list[str] = []

    def keep(shown: str) -> str:
        kept.append(shown)
        return f"\0{len(kept) - 1}\0"

    text = text.replace("\0", "")  # no keyboard makes it, and it marks what is set aside
    text = _FENCE.sub(lambda match: keep(unescape(match[1].strip("\n"))), text)
    text = _INLINE_CODE.sub(lambda match: keep(unescape(match[1])), text)
    text = _TOKEN.sub(lambda match: keep(_token_text(match[1], name_of)), text)
    plain = unescape(_without_marks(text))
    return _KEPT.sub(lambda match: kept[int(match[1])], plain)


def _without_marks(text: str) -> str:
    previous = None
    while previous != text:  # marks nest: *_both_*
        previous, text = text, _MARK.sub(r"\2", text)
    return text


def _token_text(token: str, name_of: NameOf) -> str:
    target, _, label = token.partition("|")
    mention = _mention(token)
    if mention is None:
        return _link_text(unescape(target), unescape(label))
    sign = "#" if mention.kind == "channel" else "@"
    return sign + (name_of(mention.target) or label.lstrip("@#") or mention.target)


def _link_text(target: str, label: str) -> str:
    if target.startswith("!date^"):
        return label
    shown = target.removeprefix("mailto:")
    return f"{label} ({target})" if label and label != shown else shown
