"""Elements as text: numbered buttons, menus and fields with what stands in them."""

from collections.abc import Sequence

from sandbox.slack.rendering.page import Json, Page
from sandbox.slack.rendering.rich_text import rich_text_lines

_SELECTED = {
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "files"),
}
_SHORT_LISTS = ("checkboxes", "radio_buttons")
_LONGEST_LIST = 8


def button_text(page: Page, block: Json, element: Json) -> str:
    """One thing to press, `[3] Undo`; a menu of several gets a number for each."""
    kind = element.get("type")
    if kind == "overflow":
        return "  ".join(_overflow_option(page, block, element, one) for one in element["options"])
    if kind == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        return "  ".join(_overflow_option(page, block, element, one) for one in sides)
    if kind in _SELECTED:
        return _menu(page, block, element)
    label = page.say(element.get("text"))
    number = page.control(label, block, element)
    link = f" ({element['url']})" if "url" in element else ""
    return f"[{number}] {label}{link}"


def _overflow_option(page: Page, block: Json, element: Json, option: Json) -> str:
    label = page.say(option.get("text"))
    return f"[{page.control(label, block, element, option=option)}] {label}"


def _menu(page: Page, block: Json, element: Json) -> str:
    label = page.say(element.get("placeholder")) or str(element.get("action_id", ""))
    number = page.control(label, block, element, is_field=True)
    value = field_value(page, block, element)
    return f"[{number}] {label}: {value}" if value else f"[{number}] {label}"


def field_value(page: Page, block: Json, element: Json) -> str:
    """What stands in a field: what was put there, else what it began with."""
    current, initial = _SELECTED.get(str(element.get("type")), ("value", "initial_value"))
    state = page.values.get(str(block.get("block_id", "")), {}).get(element.get("action_id"))
    given = element.get(initial) if state is None else state.get(current)
    return _value_text(page, given)


def _value_text(page: Page, value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_value_text(page, one) for one in value)
    if not isinstance(value, dict):
        return page.name_of(str(value)) or str(value)
    if value.get("type") == "rich_text":
        return " ".join(rich_text_lines(value, page.name_of))
    return page.say(value.get("text")) or str(value.get("name", value.get("value", "")))


def option_labels(page: Page, element: Json) -> Sequence[str]:
    """The choices a field shows at once; long menus show theirs when asked."""
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(one for group in groups for one in group["options"])]
    if element.get("type") not in _SHORT_LISTS and len(options) > _LONGEST_LIST:
        return []
    return [page.say(option.get("text")) for option in options]
