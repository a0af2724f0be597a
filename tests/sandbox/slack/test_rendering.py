"""Payloads as plain text, compared as whole strings."""

from sandbox.slack.rendering import render_blocks, render_message, render_view

NAMES = {"U0BINCARD": "Bincard", "U0ANA": "Ana"}.get


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def button(label, **more):
    return {"type": "button", "text": plain(label), "action_id": label.lower(), **more}


def shown(*blocks):
    return render_blocks(list(blocks), name_of=NAMES).text


def lines(*expected):
    return "\n".join(expected)


def test_a_posting_reads_like_a_line_on_a_card():
    message = {
        "user": "U0BINCARD",
        "text": "for notifications only",
        "blocks": [
            {"type": "section", "text": mrkdwn("Received *24* MUG-BLU at A-01: *8 -> 32*")},
            {"type": "context", "elements": [mrkdwn("T-12"), mrkdwn("<@U0ANA>")]},
            {"type": "actions", "block_id": "b1", "elements": [button("Undo"), button("Why")]},
        ],
    }

    assert render_message(message, name_of=NAMES).text == lines(
        "Bincard",
        "  Received 24 MUG-BLU at A-01: 8 -> 32",
        "  T-12 · @Ana",
        "  [1] Undo  [2] Why",
    )


def test_every_number_says_what_it_presses():
    rendering = render_blocks(
        [
            {"type": "section", "block_id": "s", "text": plain("A"), "accessory": button("Why")},
            {
                "type": "actions",
                "block_id": "a",
                "elements": [
                    {
                        "type": "overflow",
                        "action_id": "more",
                        "options": [
                            {"text": plain("History"), "value": "h"},
                            {"text": plain("Label"), "value": "l"},
                        ],
                    }
                ],
            },
        ],
        first_number=5,
    )

    assert rendering.text == lines("A", "[5] Why", "[6] History  [7] Label")
    assert [(c.number, c.label, c.block_id, c.action_id) for c in rendering.controls] == [
        (5, "Why", "s", "why"),
        (6, "History", "a", "more"),
        (7, "Label", "a", "more"),
    ]
    assert rendering.controls[2].option == {"text": plain("Label"), "value": "l"}


def test_an_ephemeral_line_says_so():
    message = {"user": "U0BINCARD", "text": "24 of *what*?"}

    assert render_message(message, name_of=NAMES, notes=["only visible to you"]).text == lines(
        "Bincard (only visible to you)", "  24 of what?"
    )


def test_a_message_shows_edits_files_and_replies():
    message = {
        "user": "U0ANA",
        "text": "counts",
        "edited": {"user": "U0ANA"},
        "files": [{"id": "F1", "name": "counts.csv"}],
        "reply_count": 2,
        "attachments": [{"fallback": "old style"}],
    }

    assert render_message(message, name_of=NAMES).text == lines(
        "Ana (edited)", "  counts", "  │ old style", "  [file: counts.csv]", "  2 replies"
    )


def test_fields_stand_in_two_columns():
    fields = [mrkdwn("*On hand*\n32"), mrkdwn("*Reserved*\n3"), mrkdwn("*Available*\n29")]

    assert shown({"type": "section", "fields": fields}) == lines(
        "On hand      Reserved",
        "32           3",
        "Available",
        "29",
    )


def test_a_header_a_line_and_a_picture():
    picture = {"type": "image", "title": plain("Shelf A"), "alt_text": "three bins"}

    assert shown(
        {"type": "header", "text": plain("Low stock")}, {"type": "divider"}, picture
    ) == lines("▌ Low stock", "────────", "[image: Shelf A: three bins]")


def test_a_data_table_puts_numbers_to_the_right():
    rows = [
        [{"type": "raw_text", "text": "SKU"}, {"type": "raw_text", "text": "On hand"}],
        [
            {"type": "raw_text", "text": "MUG-BLU"},
            {"type": "raw_number", "value": 1024, "text": "1,024"},
        ],
        [{"type": "raw_text", "text": "杯"}, {"type": "raw_number", "value": 3, "text": "3"}],
    ]

    assert shown({"type": "data_table", "caption": "Stock", "rows": rows}) == lines(
        "Stock",
        "SKU      On hand",
        "───────  ───────",
        "MUG-BLU    1,024",
        "杯             3",
    )


def test_a_table_follows_its_column_settings():
    rows = [
        [{"type": "raw_text", "text": "Bin"}, {"type": "raw_text", "text": "Pieces"}],
        [{"type": "raw_text", "text": "A-01"}, {"type": "raw_text", "text": "8"}],
    ]
    settings = [None, {"align": "right"}]

    assert shown({"type": "table", "rows": rows, "column_settings": settings}) == lines(
        "Bin   Pieces", "────  ──────", "A-01       8"
    )


def test_one_series_is_drawn_as_bars():
    data = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 12}]
    chart = {"type": "bar", "series": [{"name": "Mugs", "data": data}], "axis_config": {}}

    assert shown({"type": "data_visualization", "title": "Picked", "chart": chart}) == lines(
        "Picked",
        "Mon  ██████                    3",
        "Tue  ████████████████████████  12",
    )


def test_several_series_are_drawn_as_a_table():
    chart = {
        "type": "line",
        "series": [
            {"name": "Mugs", "data": [{"label": "Mon", "value": 3}]},
            {"name": "Tees", "data": [{"label": "Mon", "value": 0.5}]},
        ],
        "axis_config": {"categories": ["Mon"], "x_label": "Day"},
    }

    assert shown({"type": "data_visualization", "title": "Picked", "chart": chart}) == lines(
        "Picked", "Day  Mugs  Tees", "───  ────  ────", "Mon     3   0.5"
    )


def test_rich_text_keeps_its_lists_quotes_and_code():
    def part(kind, *elements, **more):
        return {"type": kind, "elements": list(elements), **more}

    def text(words):
        return {"type": "text", "text": words}

    item = part("rich_text_section", text("MUG-BLU"))
    block = {
        "type": "rich_text",
        "elements": [
            part("rich_text_section", text("For "), {"type": "user", "user_id": "U0ANA"}),
            part("rich_text_list", item, item, style="ordered", indent=1),
            part("rich_text_list", item, style="bullet"),
            part("rich_text_quote", text("a <b>")),
            part("rich_text_preformatted", text("x = 1\ny = 2")),
        ],
    }

    assert shown(block) == lines(
        "For @Ana",
        "  1. MUG-BLU",
        "  2. MUG-BLU",
        "• MUG-BLU",
        "> a <b>",
        "    x = 1",
        "    y = 2",
    )


def test_cards_plans_and_alerts():
    card = {
        "type": "card",
        "title": mrkdwn("*SO-7*"),
        "body": plain("3 lines"),
        "actions": [button("Pick")],
    }
    task = {"task_id": "1", "title": "Count A-01", "status": "complete"}
    container = {
        "type": "container",
        "title": plain("Today"),
        "child_blocks": [{"type": "divider"}],
    }

    assert shown(
        {"type": "carousel", "elements": [card]},
        {"type": "plan", "title": "Counting", "tasks": [task]},
        {"type": "alert", "level": "warning", "text": plain("A-02 is full")},
        container,
        {"type": "hologram"},
    ) == lines(
        "SO-7",
        "3 lines",
        "[1] Pick",
        "▌ Counting",
        "[x] Count A-01",
        "Warning: A-02 is full",
        "▌ Today",
        "  ────────",
        "[hologram]",
    )


def test_feedback_has_a_number_for_each_side():
    sides = {
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    icon = {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "d"}

    assert (
        shown(
            {
                "type": "context_actions",
                "elements": [{"type": "feedback_buttons", "action_id": "f", **sides}, icon],
            }
        )
        == "[1] Good  [2] Bad  [3] Delete"
    )


def test_links_dates_and_mentions_in_rich_text():
    words = [
        {"type": "link", "url": "https://example.com", "text": "card"},
        {"type": "text", "text": " "},
        {"type": "link", "url": "https://example.com"},
        {"type": "text", "text": " "},
        {"type": "date", "timestamp": 1763800000, "format": "{date}"},
        {"type": "text", "text": " "},
        {"type": "date", "timestamp": 1763800000, "format": "{date}", "fallback": "22 Nov"},
        {"type": "emoji", "name": "package"},
        {"type": "broadcast", "range": "here"},
        {"type": "color", "value": "#00FF00"},
    ]
    section = {"type": "rich_text_section", "elements": words}

    assert shown({"type": "rich_text", "elements": [section]}) == (
        "card (https://example.com) https://example.com 2025-11-22 08:26 UTC "
        "22 Nov:package:@here#00FF00"
    )


def test_pictures_and_cards_are_told_by_their_words():
    image = {"type": "image", "alt_text": "a mug", "image_url": "https://example.com/a.png"}
    card = {
        "type": "card",
        "hero_image": image,
        "subtitle": plain("12 left"),
        "subtext": plain("today"),
    }

    assert shown(
        {"type": "section", "text": plain("Mug"), "accessory": image},
        {"type": "context", "elements": [image, plain("blue")]},
        card,
        {"type": "file", "external_id": "F1", "source": "remote"},
        {"type": "video", "title": plain("How to count")},
    ) == lines(
        "Mug",
        "[image: a mug]",
        "[a mug] · blue",
        "[image: a mug]",
        "12 left",
        "today",
        "[file: F1]",
        "[video: How to count]",
    )


def test_a_task_shows_what_came_of_it_and_where_it_looked():
    output = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "14 found"}]}
        ],
    }
    task = {
        "type": "task_card",
        "task_id": "1",
        "title": "Count A-01",
        "status": "in_progress",
        "output": output,
        "sources": [{"type": "url", "url": "https://example.com", "text": "sheet"}],
    }

    assert shown(task) == lines("[~] Count A-01", "    14 found", "    sheet (https://example.com)")


def test_a_pie_is_drawn_as_bars_too():
    segments = [{"label": "Mugs", "value": 3}, {"label": "Tees", "value": 1}]
    chart = {"type": "pie", "segments": segments}

    assert shown({"type": "data_visualization", "title": "Share", "chart": chart}) == lines(
        "Share",
        "Mugs  ████████████████████████  3",
        "Tees  ████████                  1",
    )


def test_menus_show_what_is_chosen_in_them():
    def ask(block_id, **element):
        element["action_id"] = "value"
        return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}

    form = {
        "type": "modal",
        "title": plain("Count"),
        "blocks": [
            ask("who", type="users_select", initial_user="U0ANA"),
            ask("day", type="datepicker", initial_date="2026-11-22"),
            ask(
                "bins",
                type="multi_static_select",
                option_groups=[
                    {"label": plain("A"), "options": [{"text": plain("A-01"), "value": "1"}]}
                ],
                initial_options=[{"text": plain("A-01"), "value": "1"}],
            ),
            ask(
                "note",
                type="rich_text_input",
                initial_value={
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "wet"}],
                        }
                    ],
                },
            ),
        ],
    }

    assert render_view(form, name_of=NAMES).text == lines(
        "┌ Count",
        "│ [1] who: Ana",
        "│ [2] day: 2026-11-22",
        "│ [3] bins: A-01",
        "│     A-01",
        "│ [4] note: wet",
        "└ cancel: Cancel",
    )


RECEIVE = {
    "type": "modal",
    "title": plain("Receive stock"),
    "submit": plain("Receive"),
    "blocks": [
        {
            "type": "input",
            "block_id": "item",
            "label": plain("Item"),
            "element": {
                "type": "external_select",
                "action_id": "item",
                "placeholder": plain("Type to search"),
            },
        },
        {
            "type": "input",
            "block_id": "quantity",
            "label": plain("Quantity"),
            "hint": plain("24, or 3 case"),
            "element": {"type": "plain_text_input", "action_id": "value", "initial_value": "24"},
        },
        {
            "type": "input",
            "block_id": "condition",
            "optional": True,
            "label": plain("Condition"),
            "element": {
                "type": "radio_buttons",
                "action_id": "value",
                "options": [
                    {"text": plain("good"), "value": "g"},
                    {"text": plain("damaged"), "value": "d"},
                ],
            },
        },
    ],
}


def test_a_form_shows_its_fields_and_the_ways_out():
    assert render_view(RECEIVE).text == lines(
        "┌ Receive stock",
        "│ [1] Item:",
        "│     Type to search",
        "│ [2] Quantity: 24",
        "│     24, or 3 case",
        "│ [3] Condition (optional):",
        "│     good | damaged",
        "└ submit: Receive · cancel: Cancel",
    )


def test_a_form_shows_what_was_put_in_and_what_is_wrong_with_it():
    values = {
        "item": {"item": {"selected_option": {"text": plain("MUG-BLU Mug, blue"), "value": "1"}}},
        "quantity": {"value": {"value": "0"}},
        "condition": {"value": {"selected_option": {"text": plain("good"), "value": "g"}}},
    }

    rendering = render_view(RECEIVE, values=values, errors={"quantity": "At least 1."})

    assert rendering.text == lines(
        "┌ Receive stock",
        "│ [1] Item: MUG-BLU Mug, blue",
        "│ [2] Quantity: 0",
        "│     ! At least 1.",
        "│     24, or 3 case",
        "│ [3] Condition (optional): good",
        "│     good | damaged",
        "└ submit: Receive · cancel: Cancel",
    )
    assert [line.text for line in rendering.lines if line.style == "error"] == [
        "│     ! At least 1."
    ]


def test_trouble_with_the_whole_form_stands_at_its_end():
    form = {"type": "modal", "title": plain("Undo"), "blocks": [], "close": plain("Back")}

    assert render_view(form, errors={"": "We had some trouble."}).text == lines(
        "┌ Undo", "│ ! We had some trouble.", "└ cancel: Back"
    )


def test_a_home_has_no_frame():
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("Good morning")}]}

    assert render_view(home).text == "▌ Good morning"
