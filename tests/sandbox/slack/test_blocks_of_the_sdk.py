"""What Slack's own SDK builds is what the validator accepts."""

import pytest
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from sandbox.slack.blocks import validate_blocks, validate_view

OPTIONS = [
    sdk.Option(text="A-01", value="a"),
    sdk.Option(text="A-02", value="b", description="top"),
]
CONFIRM = sdk.ConfirmObject(title="Sure?", text="It *stays* undone.", confirm="Undo", deny="Keep")
SECTION = sdk.RichTextSectionElement(
    elements=[
        sdk.RichTextElementParts.Text(
            text="Mug", style=sdk.RichTextElementParts.TextStyle(bold=True)
        ),
        sdk.RichTextElementParts.Link(url="https://example.com", text="card"),
        sdk.RichTextElementParts.User(user_id="U0ANA"),
        sdk.RichTextElementParts.Emoji(name="package"),
        sdk.RichTextElementParts.Date(timestamp=1763800000, format="{date}"),
        sdk.RichTextElementParts.Broadcast(range="here"),
    ]
)

BLOCKS = {
    "header": sdk.HeaderBlock(text="Low stock"),
    "section": sdk.SectionBlock(
        text="*24* MUG-BLU", accessory=sdk.OverflowMenuElement(action_id="more", options=OPTIONS)
    ),
    "fields": sdk.SectionBlock(fields=["*On hand*\n32", "*Reserved*\n3"], expand=True),
    "actions": sdk.ActionsBlock(
        elements=[
            sdk.ButtonElement(text="Undo", action_id="undo", style="danger", confirm=CONFIRM),
            sdk.LinkButtonElement(text="Sheet", url="https://example.com"),
            sdk.StaticSelectElement(
                placeholder="Bin", action_id="bin", options=OPTIONS, initial_option=OPTIONS[1]
            ),
            sdk.DatePickerElement(action_id="day", initial_date="2026-11-22"),
            sdk.UserSelectElement(action_id="who", placeholder="Who"),
        ]
    ),
    "context": sdk.ContextBlock(
        elements=[
            sdk.MarkdownTextObject(text="T-12"),
            sdk.ImageElement(image_url="https://example.com/a.png", alt_text="mug"),
        ]
    ),
    "divider": sdk.DividerBlock(),
    "image": sdk.ImageBlock(image_url="https://example.com/a.png", alt_text="mug", title="Mug"),
    "markdown": sdk.MarkdownBlock(text="**24** mugs"),
    "rich text": sdk.RichTextBlock(
        elements=[
            SECTION,
            sdk.RichTextListElement(style="ordered", indent=1, elements=[SECTION]),
            sdk.RichTextQuoteElement(elements=[sdk.RichTextElementParts.Text(text="x")]),
            sdk.RichTextPreformattedElement(elements=[sdk.RichTextElementParts.Text(text="x")]),
        ]
    ),
    "alert": sdk.AlertBlock(text="A-02 is full", level="warning"),
    "card": sdk.CardBlock(title="SO-7", body="3 lines", actions=[sdk.ButtonElement(text="Pick")]),
    "input": sdk.InputBlock(
        label="Quantity",
        hint="24, or 3 case",
        element=sdk.PlainTextInputElement(action_id="q", placeholder="24", max_length=10),
    ),
    "number": sdk.InputBlock(
        label="Quantity",
        element=sdk.NumberInputElement(action_id="q", is_decimal_allowed=True, min_value="0"),
    ),
    "search": sdk.InputBlock(
        label="Item",
        element=sdk.ExternalDataSelectElement(
            action_id="item", placeholder="Type to search", min_query_length=0
        ),
    ),
    "choices": sdk.InputBlock(
        label="Condition",
        element=sdk.CheckboxesElement(action_id="c", options=OPTIONS, initial_options=[OPTIONS[0]]),
    ),
    "radio": sdk.InputBlock(
        label="Condition", element=sdk.RadioButtonsElement(action_id="c", options=OPTIONS)
    ),
    "file": sdk.InputBlock(
        label="Counts", element=FileInputElement(action_id="f", filetypes=["csv"], max_files=1)
    ),
}
MESSAGE_ONLY = ("markdown",)


@pytest.mark.parametrize(("name", "block"), BLOCKS.items(), ids=BLOCKS)
def test_a_block_of_the_sdk_is_accepted(name, block):
    surface = "message" if name in MESSAGE_ONLY else "modal"

    assert validate_blocks([block.to_dict()], surface) == []


def test_a_view_of_the_sdk_is_accepted():
    view = View(
        type="modal",
        title="Receive stock",
        submit="Receive",
        close="Cancel",
        callback_id="receive",
        private_metadata="C0STOCK",
        notify_on_close=True,
        blocks=[BLOCKS["search"], BLOCKS["number"]],
    )

    assert validate_view(view.to_dict()) == []


def test_a_block_the_sdk_does_not_know_is_caught_as_the_null_it_becomes():
    view = View(type="home", blocks=[{"type": "data_table", "caption": "Stock", "rows": []}])

    [error] = validate_view(view.to_dict())

    assert f"{error.pointer}: {error.message}" == "/blocks/0: must provide an object"
