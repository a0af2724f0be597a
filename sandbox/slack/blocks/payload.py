"""Whole payloads: a list of blocks, a view, a message, and what must hold across their parts."""

from collections import Counter
from collections.abc import Iterator

from sandbox.slack.blocks.composition import plain_text
from sandbox.slack.blocks.layout import BLOCKS, SURFACES, Surface
from sandbox.slack.blocks.tables import DATA_TABLE_CHARACTERS, TABLE_CHARACTERS, characters
from sandbox.slack.json_fault import Fault, Json, failed, unique, wrong_type
from sandbox.slack.rules import any_object, anything, array, boolean, shape, string, union

_LIMITS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_MARKDOWN_CHARACTERS = 12_000
_AT_MOST = {"table": 1, "data_visualization": 2}

_ids = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEWS = union(
    {
        "modal": shape(
            {"title": plain_text(24), "blocks": anything},
            _ids
            | {
                "submit": plain_text(24),
                "close": plain_text(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
        ),
        "home": shape({"blocks": anything}, _ids),
    },
    enumerated=True,
)


def validate_blocks(blocks: Json, surface: Surface) -> list[Fault]:
    """What is wrong with a list of blocks on one surface; an empty list means nothing.

    Pointers start at the list itself: `/0/text` is the text of the first block.
    """
    return list(_check_blocks(blocks, surface, ""))


def validate_view(view: Json) -> list[Fault]:
    """What is wrong with a modal or an App Home. Pointers start at the view: `/blocks/0`."""
    errors = list(_VIEWS(view, ""))
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return errors
    if "blocks" in view:
        errors += _check_blocks(view["blocks"], view["type"], "/blocks")
    if view["type"] == "modal" and "submit" not in view:
        errors += _inputs_without_submit(view.get("blocks"))
    return errors


def validate_message(message: Json) -> list[Fault]:
    """What is wrong with the blocks and attachments of a message. Pointers start at the message."""
    if not isinstance(message, dict):
        return [wrong_type("", "an object")]
    errors: list[Fault] = []
    if "blocks" in message:
        errors += _check_blocks(message["blocks"], "message", "/blocks")
    if "attachments" in message:
        errors += _check_attachments(message["attachments"])
    return errors


def _check_attachments(attachments: Json) -> Iterator[Fault]:
    yield from array(any_object, 100)(attachments, "/attachments")
    for index, attachment in enumerate(_dicts(attachments)):
        if "blocks" in attachment:
            yield from _check_blocks(
                attachment["blocks"], "message", f"/attachments/{index}/blocks"
            )


def _check_blocks(blocks: Json, surface: Surface, pointer: str) -> Iterator[Fault]:
    known = union(BLOCKS, SURFACES[surface])
    yield from array(known, _LIMITS[surface])(blocks, pointer)
    flat = list(_flatten(blocks, pointer))
    yield from _block_ids_are_unique(flat)
    yield from _action_ids_are_unique(flat)
    yield from _one_focus(flat)
    yield from _totals([block for _, block in flat], pointer)


def _flatten(blocks: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    """Every block with its pointer, those inside containers and carousels included."""
    if not isinstance(blocks, list):
        return
    for index, block in enumerate(blocks):
        if isinstance(block, dict):
            where = f"{pointer}/{index}"
            yield where, block
            yield from _flatten(block.get("child_blocks"), f"{where}/child_blocks")
            if block.get("type") == "carousel":
                yield from _flatten(block.get("elements"), f"{where}/elements")


def _block_ids_are_unique(blocks: list[tuple[str, Json]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for pointer, block in blocks:
        block_id = block.get("block_id")
        if isinstance(block_id, str) and block.get("type") != "markdown":
            if block_id in seen:
                yield unique(f"{pointer}/block_id", "block_id", block_id)
            seen.add(block_id)


def _action_ids_are_unique(blocks: list[tuple[str, Json]]) -> Iterator[Fault]:
    for pointer, block in blocks:
        seen: set[str] = set()
        for where, element in _elements(block, pointer):
            action_id = element.get("action_id")
            if isinstance(action_id, str):
                if action_id in seen:
                    yield unique(f"{where}/action_id", "action_id", action_id)
                seen.add(action_id)


def _elements(block: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    for name in ("elements", "actions"):
        for index, element in enumerate(_dicts(block.get(name))):
            yield f"{pointer}/{name}/{index}", element
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield f"{pointer}/{name}", block[name]


def _one_focus(blocks: list[tuple[str, Json]]) -> Iterator[Fault]:
    elements = [pair for pointer, block in blocks for pair in _elements(block, pointer)]
    focused = [pointer for pointer, element in elements if element.get("focus_on_load") is True]
    for pointer in focused[1:]:
        message = "only one element can be set to `focus_on_load`"
        yield failed(f"{pointer}/focus_on_load", message, "max_items", expected=1)


def _totals(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    counts = Counter(str(block.get("type")) for block in blocks)
    for kind, maximum in _AT_MOST.items():
        if counts[kind] > maximum:
            message = f"no more than {maximum} `{kind}` blocks allowed"
            yield failed(pointer, message, "max_items", expected=maximum, got=counts[kind])
    for kind, count, maximum in (
        ("data_table", _sum(blocks, "data_table"), DATA_TABLE_CHARACTERS),
        ("table", _sum(blocks, "table"), TABLE_CHARACTERS),
        ("markdown", _markdown_characters(blocks), _MARKDOWN_CHARACTERS),
    ):
        if counts[kind] > 1 and count > maximum:
            message = f"must be less than {maximum + 1} characters over all `{kind}` blocks"
            yield failed(pointer, message, "max_length", expected=maximum, got=count)


def _sum(blocks: list[Json], kind: str) -> int:
    return sum(characters(block) for block in blocks if block.get("type") == kind)


def _markdown_characters(blocks: list[Json]) -> int:
    texts = [block.get("text") for block in blocks if block.get("type") == "markdown"]
    return sum(len(text) for text in texts if isinstance(text, str))


def _inputs_without_submit(blocks: Json) -> Iterator[Fault]:
    for pointer, block in _flatten(blocks, "/blocks"):
        if block.get("type") == "input":
            message = "must define `submit` to use an `input` block in modals"
            yield failed(f"{pointer}/input", message, "all_of")


def _dicts(entries: Json) -> list[Json]:
    return (
        [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    )
