"""Each block as lines on the page."""

from collections.abc import Callable

from sandbox.slack.rendering.controls import button_text, field_value, option_labels
from sandbox.slack.rendering.figures import write_chart, write_data_table, write_table
from sandbox.slack.rendering.grid import cell_width, side_by_side
from sandbox.slack.rendering.page import Json, Page, Style
from sandbox.slack.rendering.rich_text import rich_text_lines

_STATUS = {"pending": "[ ]", "in_progress": "[~]", "complete": "[x]", "error": "[!]"}
_LEVEL = {"warning": "Warning: ", "error": "Error: ", "success": "Done: ", "info": "Note: "}


def write_blocks(page: Page, blocks: Json) -> None:
    """Every block in turn; one that is not known is named rather than dropped."""
    for block in blocks:
        write = _WRITERS.get(block.get("type"))
        if write is None:
            page.write(f"[{block.get('type')}]", "muted")
        else:
            write(page, block)


def _header(page: Page, block: Json) -> None:
    page.write(f"▌ {page.say(block['text'])}", "title")


def _section(page: Page, block: Json) -> None:
    if "text" in block:
        page.write(page.say(block["text"]))
    _fields(page, [page.say(one) for one in block.get("fields", [])])
    if "accessory" in block:
        _accessory(page, block, block["accessory"])


def _fields(page: Page, fields: list[str]) -> None:
    lefts = [line for text in fields[::2] for line in text.split("\n")]
    width = max(map(cell_width, lefts), default=0) + 4
    for index in range(0, len(fields), 2):
        right = fields[index + 1] if index + 1 < len(fields) else ""
        page.write(side_by_side(fields[index], right, width))


def _accessory(page: Page, block: Json, element: Json) -> None:
    if element["type"] == "image":
        page.write(f"[image: {element['alt_text']}]", "muted")
    else:
        page.write(button_text(page, block, element), "control")


def _context(page: Page, block: Json) -> None:
    parts = [
        f"[{one['alt_text']}]" if one["type"] == "image" else page.say(one)
        for one in block["elements"]
    ]
    page.write(" · ".join(parts), "muted")


def _actions(page: Page, block: Json) -> None:
    page.write("  ".join(button_text(page, block, one) for one in block["elements"]), "control")


def _input(page: Page, block: Json) -> None:
    element = block["element"]
    label = page.say(block["label"])
    number = page.control(label, block, element, is_field=True)
    value = field_value(page, block, element)
    optional = " (optional)" if block.get("optional") else ""
    page.write(f"[{number}] {label}{optional}: {value}".rstrip(), "control")
    with page.indented("    "):
        _notes(page, block, value)


def _notes(page: Page, block: Json, value: str) -> None:
    element = block["element"]
    labels = option_labels(page, element)
    notes: list[tuple[str, Style]] = []
    if block.get("block_id") in page.errors:
        notes.append((f"! {page.errors[block['block_id']]}", "error"))
    if labels:
        notes.append((" | ".join(labels), "muted"))
    elif not value and "placeholder" in element:
        notes.append((page.say(element["placeholder"]), "muted"))
    if "hint" in block:
        notes.append((page.say(block["hint"]), "muted"))
    for text, style in notes:
        page.write(text, style)


def _image(page: Page, block: Json) -> None:
    title = f"{page.say(block['title'])}: " if "title" in block else ""
    page.write(f"[image: {title}{block['alt_text']}]", "muted")


def _card(page: Page, block: Json) -> None:
    if "hero_image" in block:
        page.write(f"[image: {block['hero_image']['alt_text']}]", "muted")
    for name, style in _CARD_PARTS:
        if name in block:
            page.write(page.say(block[name]), style)
    if "actions" in block:
        _actions(page, {**block, "elements": block["actions"]})


_CARD_PARTS: tuple[tuple[str, Style], ...] = (
    ("title", "title"),
    ("subtitle", "muted"),
    ("body", "plain"),
    ("subtext", "muted"),
)


def _carousel(page: Page, block: Json) -> None:
    for card in block["elements"]:
        _card(page, card)


def _container(page: Page, block: Json) -> None:
    if "title" in block:
        page.write(f"▌ {page.say(block['title'])}", "title")
    else:
        _rich_text(page, block["rich_text_title"])
    if "subtitle" in block:
        page.write(page.say(block["subtitle"]), "muted")
    with page.indented("  "):
        write_blocks(page, block["child_blocks"])


def _rich_text(page: Page, block: Json) -> None:
    for line in rich_text_lines(block, page.name_of):
        page.write(line)


def _task(page: Page, block: Json) -> None:
    page.write(f"{_STATUS.get(block.get('status', 'pending'), '[ ]')} {block['title']}")
    with page.indented("    "):
        for name in ("details", "output"):
            if name in block:
                _rich_text(page, block[name])
        for source in block.get("sources", []):
            page.write(f"{source['text']} ({source['url']})", "muted")


def _plan(page: Page, block: Json) -> None:
    page.write(f"▌ {block['title']}", "title")
    for task in block.get("tasks", []):
        _task(page, task)


def _alert(page: Page, block: Json) -> None:
    level = block.get("level", "default")
    style: Style = "error" if level in ("error", "warning") else "plain"
    page.write(f"{_LEVEL.get(level, '')}{page.say(block['text'])}", style)


_WRITERS: dict[str, Callable[[Page, Json], None]] = {
    "actions": _actions,
    "alert": _alert,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "context": _context,
    "context_actions": _actions,
    "data_table": write_data_table,
    "data_visualization": write_chart,
    "divider": lambda page, _: page.write("────────", "muted"),
    "file": lambda page, block: page.write(f"[file: {block['external_id']}]", "muted"),
    "header": _header,
    "image": _image,
    "input": _input,
    "markdown": lambda page, block: page.write(block["text"]),
    "plan": _plan,
    "rich_text": _rich_text,
    "section": _section,
    "table": write_table,
    "task_card": _task,
    "video": lambda page, block: page.write(f"[video: {page.say(block['title'])}]", "muted"),
}
