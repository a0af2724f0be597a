"""Block Kit: what is accepted, what is refused, and where the finger points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.slack.blocks import validate_blocks, validate_message, validate_view


def plain(text="Mug"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="*Mug*"):
    return {"type": "mrkdwn", "text": text}


def button(**more):
    return {"type": "button", "text": plain("Undo"), **more}


def option(value="A-01", **more):
    return {"text": plain(value), "value": value, **more}


def options(count):
    return [option(f"A-{number:02}") for number in range(count)]


def picture(**more):
    return {
        "type": "image",
        "image_url": "https://example.com/mug.png",
        "alt_text": "A mug",
        **more,
    }


def rich_text(*elements):
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]}


def cells(*texts):
    return [{"type": "raw_text", "text": text} for text in texts]


def number(value):
    return {"type": "raw_number", "value": value, "text": str(value)}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def asks(element, **more):
    return {"type": "input", "label": plain("Item"), "element": element, **more}


def data_table(**more):
    rows = [cells("SKU", "On hand"), [*cells("MUG-BLU"), number(24)]]
    return {"type": "data_table", "caption": "Stock", "rows": rows, **more}


def chart(**more):
    return {"type": "data_visualization", "title": "Sales", "chart": {"type": "line", **more}}


def series(name="Mugs", labels=("Mon", "Tue")):
    return {"name": name, "data": [{"label": label, "value": 3} for label in labels]}


AXES = {"categories": ["Mon", "Tue"], "x_label": "Day", "y_label": "Pieces"}
CARD = {"type": "card", "title": mrkdwn(), "actions": [button()]}
TASK = {"task_id": "t1", "title": "Count A-01", "status": "pending"}
INPUT = {"type": "plain_text_input"}

ON_A_MESSAGE = {
    "actions": actions(
        button(action_id="undo", style="danger", value="T-12"), {"type": "datepicker"}
    ),
    "card": {**CARD, "slack_icon": {"type": "icon", "name": "cube"}, "body": plain()},
    "carousel": {"type": "carousel", "elements": [CARD]},
    "container": {"type": "container", "title": plain(), "child_blocks": [section()]},
    "context": {"type": "context", "elements": [mrkdwn(), plain(), picture()]},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {"type": "icon_button", "icon": "trash", "text": plain("Delete")},
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            },
        ],
    },
    "data_table": data_table(page_size=100, row_header_column_index=1),
    "line chart": chart(series=[series(), series("Tees")], axis_config=AXES),
    "pie chart": chart(type="pie", segments=[{"label": "Mugs", "value": 0.5}]),
    "divider": {"type": "divider", "block_id": "d1"},
    "file": {"type": "file", "external_id": "F1", "source": "remote"},
    "header": {"type": "header", "text": plain("x" * 150), "level": 4},
    "image": picture(title=plain()),
    "image from a file": {"type": "image", "slack_file": {"id": "F1"}, "alt_text": ""},
    "input": asks(INPUT, hint=plain(), optional=True, dispatch_action=True),
    "markdown": {"type": "markdown", "text": "**x**" * 2400},
    "plan": {"type": "plan", "title": "Counting", "tasks": [{"type": "task_card", **TASK}]},
    "rich_text": rich_text({"type": "text", "text": "Mug", "style": {"bold": True}}),
    "section": section(text=mrkdwn("x" * 3000)),
    "section of fields": {"type": "section", "fields": [plain("x" * 2000)] * 10},
    "section with a menu": section(accessory={"type": "overflow", "options": [option()]}),
    "table": {
        "type": "table",
        "rows": [cells("SKU", ""), [*cells("MUG"), rich_text()], [*cells("TEE"), number(3)]],
        "column_settings": [None, {"align": "right", "is_wrapped": True}],
    },
    "task_card": {"type": "task_card", **TASK, "status": "complete"},
    "video": {
        "type": "video",
        "title": plain(),
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
        "alt_text": "How to count",
    },
}


@pytest.mark.parametrize("block", ON_A_MESSAGE.values(), ids=ON_A_MESSAGE)
def test_every_block_of_a_message_is_accepted_in_its_fullest_form(block):
    assert validate_blocks([block], "message") == []


INPUTS = {
    "checkboxes": {"type": "checkboxes", "options": options(10), "initial_options": options(2)},
    "radio_buttons": {
        "type": "radio_buttons",
        "options": [{"text": mrkdwn(), "value": "a"}],
        "focus_on_load": True,
    },
    "static_select": {
        "type": "static_select",
        "options": options(100),
        "initial_option": option("A-07"),
        "placeholder": plain("x" * 150),
    },
    "static_select in groups": {
        "type": "static_select",
        "option_groups": [{"label": plain("Shelf A"), "options": options(3)}],
        "initial_option": option("A-02"),
    },
    "multi_static_select": {
        "type": "multi_static_select",
        "options": options(2),
        "max_selected_items": 1,
    },
    "external_select": {"type": "external_select", "min_query_length": 0},
    "multi_external_select": {"type": "multi_external_select", "initial_options": options(1)},
    "users_select": {"type": "users_select", "initial_user": "U0ANA"},
    "conversations_select": {
        "type": "conversations_select",
        "response_url_enabled": True,
        "filter": {"include": ["public"], "exclude_bot_users": True},
    },
    "channels_select": {"type": "channels_select", "initial_channel": "C0STOCK"},
    "datepicker": {"type": "datepicker", "initial_date": "2026-11-22"},
    "timepicker": {"type": "timepicker", "initial_time": "23:59"},
    "datetimepicker": {"type": "datetimepicker", "initial_date_time": 1763800000},
    "plain_text_input": {"type": "plain_text_input", "multiline": True, "max_length": 3000},
    "number_input": {
        "type": "number_input",
        "is_decimal_allowed": True,
        "min_value": "-1.5",
        "max_value": "3",
    },
    "email_text_input": {"type": "email_text_input"},
    "url_text_input": {"type": "url_text_input"},
    "rich_text_input": {"type": "rich_text_input", "initial_value": rich_text()},
    "file_input": {"type": "file_input", "filetypes": ["csv"], "max_files": 10},
}


@pytest.mark.parametrize("element", INPUTS.values(), ids=INPUTS)
def test_every_element_of_a_form_is_accepted_in_an_input(element):
    assert validate_blocks([asks(element)], "modal") == []


def fault(blocks, surface="message"):
    """The one fault found, as `pointer: message`."""
    [error] = validate_blocks(blocks, surface)
    return f"{error.pointer}: {error.message}"


LONGER = {
    "action_id": (actions(button(action_id="x" * 256)), "/elements/0/action_id", 256),
    "block_id": ({"type": "divider", "block_id": "x" * 256}, "/block_id", 256),
    "button text": (actions(button(text=plain("x" * 76))), "/elements/0/text/text", 76),
    "button value": (actions(button(value="x" * 2001)), "/elements/0/value", 2001),
    "header": ({"type": "header", "text": plain("x" * 151)}, "/text/text", 151),
    "section": (section(text=mrkdwn("x" * 3001)), "/text/text", 3001),
    "field": ({"type": "section", "fields": [plain("x" * 2001)]}, "/fields/0/text", 2001),
    "label": (asks(INPUT, label=plain("x" * 2001)), "/label/text", 2001),
    "hint": (asks(INPUT, hint=plain("x" * 2001)), "/hint/text", 2001),
    "placeholder": (
        asks({**INPUT, "placeholder": plain("x" * 151)}),
        "/element/placeholder/text",
        151,
    ),
    "option value": (
        asks({"type": "static_select", "options": [{"text": plain("A"), "value": "x" * 151}]}),
        "/element/options/0/value",
        151,
    ),
    "option text": (
        asks({"type": "static_select", "options": [option("x" * 76)]}),
        "/element/options/0/text/text",
        76,
    ),
    "option description": (
        asks({"type": "static_select", "options": [option(description=plain("x" * 76))]}),
        "/element/options/0/description/text",
        76,
    ),
    "alt text": (picture(alt_text="x" * 2001), "/alt_text", 2001),
    "card body": ({"type": "card", "body": mrkdwn("x" * 201)}, "/body/text", 201),
    "chart title": (
        {**chart(type="pie", segments=[{"label": "a", "value": 1}]), "title": "x" * 51},
        "/title",
        51,
    ),
    "markdown": ({"type": "markdown", "text": "x" * 12001}, "/text", 12001),
}


@pytest.mark.parametrize(("block", "pointer", "length"), LONGER.values(), ids=LONGER)
def test_a_text_longer_than_its_place_is_refused(block, pointer, length):
    assert fault([block]) == f"/0{pointer}: must be less than {length} characters"


MORE = {
    "buttons": (actions(*[button()] * 26), "/elements", 25),
    "context": ({"type": "context", "elements": [plain()] * 11}, "/elements", 10),
    "fields": ({"type": "section", "fields": [plain()] * 11}, "/fields", 10),
    "card actions": ({**CARD, "actions": [button()] * 4}, "/actions", 3),
    "cards": ({"type": "carousel", "elements": [CARD] * 11}, "/elements", 10),
    "overflow": (actions({"type": "overflow", "options": options(6)}), "/elements/0/options", 5),
    "checkboxes": (asks({"type": "checkboxes", "options": options(11)}), "/element/options", 10),
    "options": (asks({"type": "static_select", "options": options(101)}), "/element/options", 100),
    "rows of a table": ({"type": "table", "rows": [cells("a")] * 101}, "/rows", 100),
    "rows of a data table": (data_table(rows=[cells("a")] * 202), "/rows", 201),
    "columns": (data_table(rows=[cells("a", "b", "c") * 7, cells("a") * 21]), "/rows/0", 20),
    "segments": (
        chart(type="pie", segments=[{"label": "a", "value": 1}] * 13),
        "/chart/segments",
        12,
    ),
}


@pytest.mark.parametrize(("block", "pointer", "limit"), MORE.values(), ids=MORE)
def test_more_than_a_place_holds_is_refused(block, pointer, limit):
    first = validate_blocks([block], "message")[0]

    assert (first.pointer, first.message) == (f"/0{pointer}", f"no more than {limit} items allowed")


def test_a_message_holds_fifty_blocks_and_a_form_a_hundred():
    assert validate_blocks([section()] * 50, "message") == []
    assert fault([section()] * 51) == ": no more than 50 items allowed"
    assert validate_blocks([section()] * 100, "modal") == []
    assert fault([section()] * 101, "home") == ": no more than 100 items allowed"


WRONG = {
    "a null block": (None, ": must provide an object"),
    "no type": ({"text": plain()}, ": missing required field: type"),
    "an unknown type": ({"type": "text"}, "/type: unsupported type: text"),
    "an unknown field": (section(color="red"), ": invalid additional property: color"),
    "a null field": (section(accessory=None), "/accessory: must provide an object"),
    "formatted text in a header": (
        {"type": "header", "text": mrkdwn()},
        "/text/type: must be a valid enum value",
    ),
    "formatted text on a button": (
        actions(button(text=mrkdwn())),
        "/elements/0/text/type: must be a valid enum value",
    ),
    "formatted text in a menu": (
        asks({"type": "static_select", "options": [{"text": mrkdwn(), "value": "a"}]}),
        "/element/options/0/text/type: must be a valid enum value",
    ),
    "empty text": (section(text=plain("")), "/text/text: must be more than 0 characters"),
    "a section of nothing": ({"type": "section"}, "/type: must define either `text` or `fields`"),
    "a button without text": (
        actions({"type": "button"}),
        "/elements/0: missing required field: text",
    ),
    "a style nobody has": (
        actions(button(style="warning")),
        "/elements/0/style: must be a valid enum value",
    ),
    "an input in a row of buttons": (
        actions(INPUT),
        "/elements/0/type: unsupported type: plain_text_input",
    ),
    "a button in an input": (asks(button()), "/element/type: unsupported type: button"),
    "a button in a context": (
        {"type": "context", "elements": [button()]},
        "/elements/0/type: unsupported type: button",
    ),
    "options and groups": (
        asks(
            {
                "type": "static_select",
                "options": options(1),
                "option_groups": [{"label": plain(), "options": options(1)}],
            }
        ),
        "/element: cannot define both `options` and `option_groups`",
    ),
    "a menu without options": (
        asks({"type": "static_select"}),
        "/element: must define either `options` or `option_groups`",
    ),
    "a first choice that is not on the menu": (
        asks({"type": "static_select", "options": options(1), "initial_option": option("Z-9")}),
        "/element/initial_option: `initial_option` must exactly match one of the provided options",
    ),
    "a link in a menu": (
        asks({"type": "static_select", "options": [option(url="https://example.com")]}),
        "/element/options/0: invalid additional property: url",
    ),
    "a date in words": (
        asks({"type": "datepicker", "initial_date": "22.11.2026"}),
        r"/element/initial_date: input must match regex pattern: ^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
    ),
    "an hour that never comes": (
        asks({"type": "timepicker", "initial_time": "24:00"}),
        r"/element/initial_time: input must match regex pattern: ^([01]\d|2[0-3]):[0-5]\d$",
    ),
    "a number field that keeps its mind to itself": (
        asks({"type": "number_input"}),
        "/element: missing required field: is_decimal_allowed",
    ),
    "a range upside down": (
        asks(
            {
                "type": "number_input",
                "is_decimal_allowed": False,
                "min_value": "9",
                "max_value": "1",
            }
        ),
        "/element/min_value: `min_value` must not be greater than `max_value`",
    ),
    "dispatch of a file": (
        asks({"type": "file_input"}, dispatch_action=True),
        "/dispatch_action: `dispatch_action` cannot be used with `file_input`",
    ),
    "no file at all": (
        asks({"type": "file_input", "max_files": 0}),
        "/element/max_files: must be greater than or equal to 1",
    ),
    "a picture from nowhere": (
        {"type": "image", "alt_text": "A mug"},
        ": must define either `image_url` or `slack_file`",
    ),
    "a picture without words": (
        {"type": "image", "image_url": "https://example.com/mug.png"},
        ": missing required field: alt_text",
    ),
    "a data table of one row": (
        data_table(rows=[cells("a")]),
        "/rows: must provide at least 2 items",
    ),
    "a data table with a ragged row": (
        data_table(rows=[cells("a", "b"), cells("a")]),
        "/rows/1: every row must have the same number of cells",
    ),
    "a data table without caption": (
        {"type": "data_table", "rows": data_table()["rows"]},
        ": missing required field: caption",
    ),
    "a styled header": (
        data_table(rows=[[rich_text()], cells("a")]),
        "/rows/0/0/type: must be a valid enum value",
    ),
    "a number that does not say how it reads": (
        data_table(rows=[cells("a"), [{"type": "raw_number", "value": 3}]]),
        "/rows/1/0: missing required field: text",
    ),
    "a data table that is a book": (
        data_table(rows=[cells("a"), cells("x" * 20000)]),
        "/rows: must be less than 20001 characters over all cells",
    ),
    "a slice of nothing": (
        chart(type="pie", segments=[{"label": "a", "value": 0}]),
        "/chart/segments/0/value: must be greater than 0",
    ),
    "two series of one name": (
        chart(series=[series(), series()], axis_config=AXES),
        '/chart/series/1/name: `name` "Mugs" already exists',
    ),
    "a series that leaves a day out": (
        chart(series=[series(labels=["Mon"])], axis_config=AXES),
        "/chart/series/0/data: data points must match the categories of the axis",
    ),
    "a card of nothing": (
        {"type": "card", "subtitle": mrkdwn()},
        ": must define either `hero_image` or `title` or `actions` or `body`",
    ),
    "a container in a container": (
        {
            "type": "container",
            "title": plain(),
            "child_blocks": [{"type": "container", "title": plain(), "child_blocks": [section()]}],
        },
        "/child_blocks/0/type: unsupported type: container",
    ),
    "a card that has not begun": (
        {"type": "task_card", **TASK},
        "/status: must be a valid enum value",
    ),
    "a list too deep": (
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_list", "style": "bullet", "indent": 9, "elements": []}
            ],
        },
        "/elements/0/indent: must be less than or equal to 8",
    ),
    "a container folded that cannot be": (
        {
            "type": "container",
            "title": plain(),
            "child_blocks": [section()],
            "default_collapsed": True,
        },
        "/default_collapsed: `default_collapsed` requires `is_collapsible`",
    ),
    "a row header beyond the columns": (
        data_table(row_header_column_index=2),
        "/row_header_column_index: must be less than or equal to 1",
    ),
    "a switch that is a word": (
        asks(INPUT, optional="yes"),
        "/optional: must provide a boolean",
    ),
    "a video over http": (
        {**ON_A_MESSAGE["video"], "video_url": "http://example.com/v"},
        r"/video_url: input must match regex pattern: ^https://\S+$",
    ),
}


@pytest.mark.parametrize(("block", "expected"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_named_where_it_stands(block, expected):
    assert fault([block]) == f"/0{expected}"


SURFACES = [
    ("message", {"alert"}),
    (
        "modal",
        {
            "carousel",
            "container",
            "context_actions",
            "data_table",
            "data_visualization",
            "file",
            "markdown",
            "plan",
            "table",
            "task_card",
        },
    ),
    ("home", {"alert", "context_actions", "file", "markdown", "plan", "task_card"}),
]


@pytest.mark.parametrize(("surface", "refused"), SURFACES)
def test_a_block_stands_only_on_its_own_surfaces(surface, refused):
    alert = {"type": "alert", "text": mrkdwn(), "level": "warning"}
    blocks = [*ON_A_MESSAGE.values(), alert]
    errors = [(block["type"], validate_blocks([block], surface)) for block in blocks]

    assert {kind for kind, found in errors if found} == refused


def test_an_action_id_is_unique_in_its_block_but_may_return_in_another():
    twice = actions(button(action_id="undo"), button(action_id="undo"))
    apart = [actions(button(action_id="undo")), actions(button(action_id="undo"))]

    assert fault([twice]) == '/0/elements/1/action_id: `action_id` "undo" already exists'
    assert validate_blocks(apart, "message") == []


def test_a_block_id_is_unique_also_inside_a_container():
    inner = {"type": "divider", "block_id": "b1"}
    container = {"type": "container", "title": plain(), "child_blocks": [inner]}

    assert (
        fault([{"type": "divider", "block_id": "b1"}, container])
        == '/1/child_blocks/0/block_id: `block_id` "b1" already exists'
    )


def test_only_one_element_takes_the_focus():
    focused = {"type": "plain_text_input", "focus_on_load": True}

    assert (
        fault([asks(focused), asks(focused)], "modal")
        == "/1/element/focus_on_load: only one element can be set to `focus_on_load`"
    )


def test_limits_over_a_whole_message_are_counted_together():
    markdown = {"type": "markdown", "text": "x" * 6001}
    wide = data_table(rows=[cells("a"), cells("x" * 10001)])
    table = {"type": "table", "rows": [cells("a")]}
    pie = chart(type="pie", segments=[{"label": "a", "value": 1}])

    assert (
        fault([markdown] * 2) == ": must be less than 12001 characters over all `markdown` blocks"
    )
    assert fault([wide] * 2) == ": must be less than 20001 characters over all `data_table` blocks"
    assert fault([table] * 2) == ": no more than 1 `table` blocks allowed"
    assert fault([pie] * 3) == ": no more than 2 `data_visualization` blocks allowed"


def test_a_fault_says_what_was_expected_and_what_was_given():
    [error] = validate_blocks([{"type": "header", "text": plain("x" * 151)}], "message")

    assert error.to_json() == {
        "pointer": "/0/text/text",
        "code": "failed_constraint",
        "message": "must be less than 151 characters",
        "constraint": {"type": "max_length", "expected": 150, "got": 151},
    }
    assert (
        error.to_line("/blocks")
        == "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    )


def test_a_missing_field_is_named_apart():
    [error] = validate_blocks([{}], "message")

    assert error.to_json() == {
        "pointer": "/0",
        "code": "missing_field",
        "message": "missing required field: type",
        "field": "type",
    }


def form(*blocks, **more):
    return {"type": "modal", "title": plain("Receive"), "blocks": list(blocks), **more}


def view_faults(view):
    return [f"{error.pointer}: {error.message}" for error in validate_view(view)]


def test_a_form_is_accepted_with_all_its_parts():
    view = form(
        asks(INPUT),
        submit=plain("Receive"),
        close=plain("Cancel"),
        callback_id="receive",
        private_metadata="x" * 3000,
        external_id="receive-1",
        notify_on_close=True,
        clear_on_close=False,
    )

    assert view_faults(view) == []


def test_a_form_that_asks_needs_a_way_to_answer():
    assert view_faults(form(asks(INPUT))) == [
        "/blocks/0/input: must define `submit` to use an `input` block in modals"
    ]
    assert view_faults(form(section())) == []


def test_a_form_needs_a_short_plain_title():
    assert view_faults({"type": "modal", "blocks": []}) == [": missing required field: title"]
    assert view_faults(form(title=plain("x" * 25))) == [
        "/title/text: must be less than 25 characters"
    ]
    assert view_faults(form(title=mrkdwn())) == ["/title/type: must be a valid enum value"]


def test_the_hidden_parts_of_a_view_have_limits_too():
    view = form(private_metadata="x" * 3001, callback_id="x" * 256, external_id="x" * 256)

    assert view_faults(view) == [
        "/private_metadata: must be less than 3001 characters",
        "/callback_id: must be less than 256 characters",
        "/external_id: must be less than 256 characters",
    ]


def test_a_home_has_blocks_but_no_title():
    assert view_faults({"type": "home", "blocks": [section()]}) == []
    assert view_faults({"type": "home", "blocks": [], "title": plain()}) == [
        ": invalid additional property: title"
    ]
    assert view_faults({"type": "dialog"}) == ["/type: must be a valid enum value"]


def test_blocks_of_a_view_are_checked_where_they_stand():
    assert view_faults(form({"type": "markdown", "text": "x"})) == [
        "/blocks/0/type: unsupported type: markdown"
    ]


def test_a_message_is_checked_with_its_attachments():
    message = {"text": "hi", "blocks": [section()], "attachments": [{"blocks": [None]}]}

    assert [error.pointer for error in validate_message(message)] == ["/attachments/0/blocks/0"]
    assert (
        validate_message({"attachments": [{}] * 101})[0].message == "no more than 100 items allowed"
    )


words = st.sampled_from(
    [
        "type",
        "section",
        "actions",
        "text",
        "blocks",
        "elements",
        "rows",
        "data_table",
        "modal",
        "plain_text",
        "container",
        "child_blocks",
        "chart",
        "series",
        "options",
        "static_select",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(anything)
def test_no_payload_whatever_breaks_the_validator(payload):
    for errors in (
        validate_blocks(payload, "message"),
        validate_view(payload),
        validate_message(payload),
    ):
        assert all(error.message for error in errors)
