"""Where each element may stand: beside a section, in a row of actions, in a form, in a context."""

from sandbox.slack.blocks.buttons import BUTTONS
from sandbox.slack.blocks.composition import image_source, slack_file, text_kinds
from sandbox.slack.blocks.inputs import DATETIME, FILES, PICKERS, TYPED
from sandbox.slack.blocks.menus import LISTS, MULTI_SELECTS, OVERFLOW, SELECTS
from sandbox.slack.rules import Rule, shape, string, union, url

_IMAGE: dict[str, Rule] = {
    "image": shape(
        {"alt_text": string(2000)},
        {"image_url": url(3000), "slack_file": slack_file},
        *image_source,
    ),
}

_CHOICES = LISTS | SELECTS | MULTI_SELECTS | PICKERS
_PRESSED = OVERFLOW | {name: BUTTONS[name] for name in ("button", "workflow_button")}
_QUIET = {name: BUTTONS[name] for name in ("feedback_buttons", "icon_button")}

accessory = union(_PRESSED | _CHOICES | _IMAGE)
action = union(_PRESSED | _CHOICES | DATETIME | {"rich_text_input": TYPED["rich_text_input"]})
input_element = union(_CHOICES | DATETIME | TYPED | FILES)
context_element = union(_IMAGE | text_kinds())
context_action = union(_QUIET)
button = union({"button": BUTTONS["button"]})
image = union(_IMAGE)
url_source = union({"url": shape({"url": url(3000), "text": string(minimum=1)})})
