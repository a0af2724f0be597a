"""Rich text: sections, lists, quotes and preformatted text, down to the styled word."""

from sandbox.slack.blocks.composition import block_id, channel_id, user_id
from sandbox.slack.rules import Rule, array, boolean, integer, one_of, shape, string, union

_STYLES = (
    "bold",
    "italic",
    "strike",
    "underline",
    "code",
    "highlight",
    "client_highlight",
    "unlink",
)
_style = shape({}, dict.fromkeys(_STYLES, boolean))
_styled: dict[str, Rule] = {"style": _style}

INLINE: dict[str, Rule] = {
    "text": shape({"text": string(minimum=1)}, _styled),
    "link": shape({"url": string(minimum=1)}, _styled | {"text": string(), "unsafe": boolean}),
    "emoji": shape(
        {"name": string(minimum=1)},
        _styled | {"unicode": string(), "skin_tone": integer(1, 6)},
    ),
    "user": shape({"user_id": user_id}, _styled),
    "channel": shape({"channel_id": channel_id}, _styled),
    "usergroup": shape({"usergroup_id": string(minimum=1)}, _styled),
    "team": shape({"team_id": string(minimum=1)}, _styled),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _styled),
    "color": shape({"value": string(pattern=r"#[0-9A-Fa-f]{6}")}, _styled),
    "date": shape(
        {"timestamp": integer(0), "format": string(minimum=1)},
        _styled | {"url": string(minimum=1), "fallback": string(minimum=1)},
    ),
}

_inline = array(union(INLINE))
_literal = array(union(INLINE, ("text", "link")))
_border = integer(0, 1)
_section = shape({"elements": _inline})

PARTS: dict[str, Rule] = {
    "rich_text_section": _section,
    "rich_text_list": shape(
        {
            "style": one_of("bullet", "ordered"),
            "elements": array(union({"rich_text_section": _section})),
        },
        {"indent": integer(0, 8), "offset": integer(0), "border": _border},
    ),
    "rich_text_preformatted": shape(
        {"elements": _literal}, {"border": _border, "language": string(minimum=1)}
    ),
    "rich_text_quote": shape({"elements": _inline}, {"border": _border}),
}

rich_text_fields = shape({"elements": array(union(PARTS))}, {"block_id": block_id})
rich_text = union({"rich_text": rich_text_fields})
