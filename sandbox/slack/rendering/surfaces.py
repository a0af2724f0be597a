"""The surfaces: a message in a channel, a form, an App Home."""

from collections.abc import Mapping, Sequence

from sandbox.slack.rendering.blocks import write_blocks
from sandbox.slack.rendering.page import Json, NameOf, Page, Rendering


def no_names(_: str) -> None:
    """Nobody is known by name."""


def render_blocks(blocks: Json, *, name_of: NameOf = no_names, first_number: int = 1) -> Rendering:
    """Blocks on their own, without author or frame."""
    page = Page(name_of=name_of, number=first_number)
    write_blocks(page, blocks)
    return page.finished()


def render_message(
    message: Json,
    *,
    name_of: NameOf = no_names,
    notes: Sequence[str] = (),
    first_number: int = 1,
) -> Rendering:
    """A message: who says it, what it says, and what hangs on it.

    Blocks take the place of the text, which then is only for notifications.

    Args:
        message: the message as the app sent it.
        name_of: the name of a user or channel id.
        notes: what else is to be known about it, such as that only one person sees it.
        first_number: the number its first button gets.
    """
    page = Page(name_of=name_of, number=first_number)
    page.write(_author(message, name_of, notes), "title")
    with page.indented("  "):
        if message.get("blocks"):
            write_blocks(page, message["blocks"])
        elif message.get("text"):
            page.write(page.say(message["text"]))
        for attachment in message.get("attachments") or []:
            _write_attachment(page, attachment)
        for file in message.get("files") or []:
            page.write(
                f"[file: {file.get('name') or file.get('title') or file.get('id')}]", "muted"
            )
        _write_replies(page, message.get("reply_count", 0))
    return page.finished()


def _author(message: Json, name_of: NameOf, notes: Sequence[str]) -> str:
    user = str(message.get("user") or message.get("bot_id") or "")
    name = message.get("username") or name_of(user) or user or "app"
    remarks = [*notes, *(["edited"] if message.get("edited") else [])]
    return f"{name} ({', '.join(remarks)})" if remarks else name


def _write_attachment(page: Page, attachment: Json) -> None:
    with page.indented("│ "):
        if attachment.get("blocks"):
            write_blocks(page, attachment["blocks"])
        elif attachment.get("text") or attachment.get("fallback"):
            page.write(page.say(attachment.get("text") or attachment["fallback"]))


def _write_replies(page: Page, count: int) -> None:
    if count:
        page.write(f"{count} {'reply' if count == 1 else 'replies'}", "muted")


def render_view(
    view: Json,
    *,
    values: Mapping[str, Json] | None = None,
    errors: Mapping[str, str] | None = None,
    name_of: NameOf = no_names,
) -> Rendering:
    """A form with what stands in its fields and what is wrong with them, or an App Home.

    Args:
        view: the view as the app opened it; its own `state` gives the values when none are given.
        values: what people have put in, as `{block_id: {action_id: value}}`.
        errors: what is wrong with a field, by block id; with the whole form, under `""`.
        name_of: the name of a user or channel id.
    """
    state = values if values is not None else (view.get("state") or {}).get("values", {})
    page = Page(name_of=name_of, values=state, errors=errors or {})
    if view.get("type") == "home":
        write_blocks(page, view.get("blocks", []))
        return page.finished()
    page.write(f"┌ {page.say(view.get('title'))}", "title")
    with page.indented("│ "):
        write_blocks(page, view.get("blocks", []))
        if page.errors.get(""):
            page.write(f"! {page.errors['']}", "error")
    page.write(f"└ {_ways_out(page, view)}", "muted")
    return page.finished()


def _ways_out(page: Page, view: Json) -> str:
    close = f"cancel: {page.say(view.get('close')) or 'Cancel'}"
    submit = page.say(view.get("submit"))
    return f"submit: {submit} · {close}" if submit else close
