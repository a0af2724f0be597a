"""Modals and the App Home: opening, filling, sending, stacking, closing."""

import pytest
import requests
from slack_sdk.errors import SlackApiError

from sandbox.slack.driver import ActError, attachment


def text(words):
    return {"type": "plain_text", "text": words}


def field(label, element, **more):
    return {
        "type": "input",
        "block_id": label.lower(),
        "label": text(label),
        "element": element,
        **more,
    }


def modal(title="Receive", blocks=(), **more):
    return {
        "type": "modal",
        "title": text(title),
        "submit": text("Go"),
        "blocks": list(blocks),
        **more,
    }


QUANTITY = field(
    "Quantity", {"type": "number_input", "action_id": "n", "is_decimal_allowed": False}
)
ITEM = field("Item", {"type": "plain_text_input", "action_id": "v"})
NOTE = field("Note", {"type": "plain_text_input", "action_id": "v"}, optional=True)


@pytest.fixture
def form(socket_app, ana):
    """Opens a modal by a command; `acks` says how its submission is answered."""

    def open_form(view, *, acks=None, got=None):
        def register(app):
            @app.command("/form")
            async def opens(ack, command, client):
                await ack()
                await client.views_open(trigger_id=command["trigger_id"], view=view)

            @app.view("receive")
            async def submitted(ack, body):
                if got is not None:
                    got.append(body)
                await ack(**(acks or {}))

            @app.view_closed("receive")
            async def closed(ack, body):
                if got is not None:
                    got.append(body)
                await ack()

            @app.action("n")
            async def changed(ack, body):
                got.append(body)
                await ack()

        socket_app(register)
        return ana.types("C0STOCK", "/form").view

    return open_form


def refusal(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response


def test_a_form_is_filled_by_its_labels_and_sent(form, ana):
    got = []
    view = form(
        modal(blocks=[ITEM, QUANTITY], callback_id="receive", private_metadata="k"), got=got
    )

    seen = ana.fills(view, {"Item": "MUG-BLU", "Quantity": 24}).submits()

    sent = got[0]["view"]
    assert sent["state"]["values"] == {
        "item": {"v": {"type": "plain_text_input", "value": "MUG-BLU"}},
        "quantity": {"n": {"type": "number_input", "value": "24"}},
    }
    assert (sent["private_metadata"], sent["callback_id"]) == ("k", "receive")
    assert (seen.outcome, seen.views) == ("ok", [])


def test_the_window_itself_wants_required_fields_and_whole_numbers(form, ana):
    got = []
    view = form(modal(blocks=[ITEM, QUANTITY, NOTE], callback_id="receive"), got=got)

    seen = ana.fills(view, {"Quantity": "2.5"}).submits()

    assert seen.outcome == "incomplete"
    assert seen.errors == {
        "item": "Please complete this required field.",
        "quantity": "A whole number is needed.",
    }
    assert got == []


def test_errors_stand_at_their_fields_and_the_form_stays(form, ana):
    errors = {"item": "No such item."}
    view = form(
        modal(blocks=[ITEM], callback_id="receive"),
        acks={"response_action": "errors", "errors": errors},
    )

    seen = ana.fills(view, {"Item": "MUG-BLUE"}).submits()

    assert seen.errors == errors
    assert seen.view.values["item"]["v"]["value"] == "MUG-BLUE"


@pytest.mark.parametrize(
    "acks",
    [
        {"response_action": "errors", "errors": {"v": "an action_id is no block_id"}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"text": "a text is no answer to a form"},
    ],
)
def test_an_answer_a_form_cannot_take_is_trouble(form, ana, acks):
    view = form(modal(blocks=[ITEM], callback_id="receive"), acks=acks)

    seen = ana.fills(view, {"Item": "MUG-BLU"}).submits()

    assert seen.outcome == "invalid_response_action"
    assert seen.errors == {"": "We had some trouble connecting. Try again?"}


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "push", "view": modal("Sure?")}, ["Receive", "Sure?"]),
        ({"response_action": "update", "view": modal("Done")}, ["Done"]),
        ({"response_action": "clear"}, []),
        ({}, []),
    ],
)
def test_an_answer_can_push_update_clear_or_close(form, ana, answer, titles):
    view = form(modal(blocks=[ITEM], callback_id="receive"), acks=answer)

    seen = ana.fills(view, {"Item": "MUG-BLU"}).submits()

    assert [one.title for one in seen.views] == titles


def test_a_pushed_form_knows_what_lies_below(form, ana):
    answer = {"response_action": "push", "view": modal("Sure?")}
    view = form(modal(blocks=[ITEM], callback_id="receive"), acks=answer)

    pushed = ana.fills(view, {"Item": "MUG-BLU"}).submits()

    assert pushed.view.raw["root_view_id"] == view.id
    assert pushed.view.raw["previous_view_id"] == view.id


def test_updating_keeps_what_was_typed_where_ids_stay(form, ana, client):
    view = form(modal(blocks=[ITEM, NOTE], callback_id="receive"))
    ana.fills(view, {"Item": "MUG-BLU", "Note": "wet"})
    renamed = {**NOTE, "block_id": "remark"}

    client.views_update(view_id=view.id, view=modal("Again", blocks=[ITEM, renamed]))

    now = ana.views[0]
    assert now.title == "Again"
    assert now.values["item"]["v"]["value"] == "MUG-BLU"
    assert now.values["remark"]["v"]["value"] is None


def test_an_old_hash_is_a_conflict(form, client):
    view = form(modal(blocks=[ITEM]))
    fresh = client.views_update(view_id=view.id, hash=view.raw["hash"], view=modal("B"))["view"]

    refused = refusal(client.views_update, view_id=view.id, hash=view.raw["hash"], view=modal("C"))

    assert refused["error"] == "hash_conflict"
    assert fresh["hash"] != view.raw["hash"]


def test_an_external_id_names_one_open_view(socket_app, ana, ben, client):
    def register(app):
        @app.command("/form")
        async def opens(ack):
            await ack()

    socket_app(register)
    named = modal(external_id="receive")
    first, second = (one.types("C0STOCK", "/form").raw["trigger_id"] for one in (ana, ben))
    client.views_open(trigger_id=first, view=named)

    client.views_update(external_id="receive", view=modal("Found", external_id="receive"))

    assert ana.views[0].title == "Found"
    refused = refusal(client.views_open, trigger_id=second, view=named)
    assert refused["error"] == "duplicate_external_id"


def test_three_forms_are_the_most(socket_app, ana):
    errors = []

    def register(app):
        @app.command("/form")
        async def opens(ack, command, client):
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=stacked("1"))

        @app.action("deeper")
        async def deeper(ack, body, client):
            await ack()
            try:
                title = str(len(errors) + 2)
                await client.views_push(trigger_id=body["trigger_id"], view=stacked(title))
            except SlackApiError as error:
                errors.append(error.response["error"])

    def stacked(title):
        push = {"type": "button", "action_id": "deeper", "text": text("Deeper")}
        return modal(title, blocks=[{"type": "actions", "elements": [push]}])

    socket_app(register)
    ana.types("C0STOCK", "/form")
    for _ in range(3):
        ana.clicks(ana.views[-1], "Deeper")

    assert len(ana.views) == 3
    assert errors == ["push_limit_reached"]


@pytest.mark.parametrize("everything", [False, True])
def test_closing_is_told_only_to_those_who_ask(form, ana, everything):
    got = []
    view = form(modal(callback_id="receive", notify_on_close=True), got=got)

    seen = ana.cancels(view, everything=everything)

    assert seen.views == []
    assert (got[0]["type"], got[0]["is_cleared"]) == ("view_closed", everything)


def test_a_dispatching_input_tells_every_change(form, ana):
    got = []
    view = form(modal(blocks=[{**QUANTITY, "dispatch_action": True}, ITEM]), got=got)

    ana.fills(view, {"Quantity": "7", "Item": "MUG-BLU"})

    assert [body["actions"][0]["value"] for body in got] == ["7"]
    assert got[0]["container"] == {"type": "view", "view_id": view.id}


def test_an_external_select_in_a_form_is_chosen_by_typing(socket_app, ana):
    got = []

    def register(app):
        @app.command("/form")
        async def opens(ack, command, client):
            await ack()
            select = {"type": "external_select", "action_id": "v", "min_query_length": 1}
            view = modal(blocks=[field("Item", select)], callback_id="receive")
            await client.views_open(trigger_id=command["trigger_id"], view=view)

        @app.options("v")
        async def suggest(ack):
            await ack(options=[{"text": text("MUG-BLU (24)"), "value": "MUG-BLU"}])

        @app.view("receive")
        async def submitted(ack, view):
            got.append(view["state"]["values"]["item"]["v"]["selected_option"]["value"])
            await ack()

    socket_app(register)
    view = ana.types("C0STOCK", "/form").view
    ana.fills(view, {"Item": "mug-blu"}).submits()

    assert got == ["MUG-BLU"]


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (modal("x" * 25), "invalid_arguments"),
        ({"type": "home", "blocks": []}, "invalid_arguments"),
        (modal(private_metadata="x" * 3001), "invalid_arguments"),
    ],
)
def test_a_view_that_cannot_be_shown_is_refused(client, view, error):
    answer = refusal(client.views_open, trigger_id="1.2.a", view=view)

    assert answer["error"] == error
    assert answer["response_metadata"]["messages"][0].startswith("[ERROR] ")


def test_a_view_over_a_quarter_megabyte_is_too_large(form, client):
    view = form(modal())
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}

    refused = refusal(client.views_update, view_id=view.id, view=modal(blocks=[words] * 90))

    assert refused["error"] == "view_too_large"


def test_a_closed_form_cannot_be_updated(form, ana, client):
    view = form(modal())
    ana.cancels(view)

    assert refusal(client.views_update, view_id=view.id, view=modal())["error"] == "not_found"


def test_buttons_in_home_are_pressed_like_any(socket_app, ana, client):
    got = []

    def register(app):
        @app.action("count")
        async def pressed(ack, body):
            got.append((body["container"]["type"], body["view"]["type"]))
            await ack()

    socket_app(register)
    button = {"type": "button", "action_id": "count", "text": text("Count")}
    blocks = [{"type": "actions", "elements": [button]}]
    client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": blocks})

    ana.clicks(ana.home, "Count")

    assert got == [("view", "home")]


def test_people_and_channels_are_chosen_by_their_names(form, ana):
    got = []
    approver = field("Approver", {"type": "users_select", "action_id": "v"})
    channels = field("Channels", {"type": "multi_channels_select", "action_id": "v"})
    view = form(modal(blocks=[approver, channels], callback_id="receive"), got=got)

    ana.fills(view, {"Approver": "Cleo", "Channels": ["stock", "#managers"]}).submits()

    values = got[0]["view"]["state"]["values"]
    assert values["approver"]["v"]["selected_user"] == "U0CLEO"
    assert values["channels"]["v"]["selected_channels"] == ["C0STOCK", "C0MANAGERS"]


def test_a_file_and_formatted_words_can_be_filled_in(form, ana, stand_in, workspace):
    got = []
    upload = field("File", {"type": "file_input", "action_id": "v"})
    remark = field("Remark", {"type": "rich_text_input", "action_id": "v"})
    view = form(modal(blocks=[upload, remark], callback_id="receive"), got=got)

    csv = attachment("items.csv", b"sku\nMUG-BLU\n")
    ana.fills(view, {"File": csv, "Remark": "two boxes wet"}).submits()

    values = got[0]["view"]["state"]["values"]
    file = values["file"]["v"]["files"][0]
    headers = {"Authorization": f"Bearer {stand_in.bot_token}"}
    with requests.Session() as session:
        session.trust_env = False
        content = session.get(file["url_private_download"], headers=headers).content
        stranger = session.get(file["url_private_download"], allow_redirects=False)
    assert (file["name"], content) == ("items.csv", b"sku\nMUG-BLU\n")
    assert stranger.status_code == 302
    words = values["remark"]["v"]["rich_text_value"]["elements"][0]["elements"][0]
    assert words == {"type": "text", "text": "two boxes wet"}


def test_a_form_below_another_is_out_of_reach(form, ana):
    answer = {"response_action": "push", "view": modal("Sure?")}
    view = form(modal(blocks=[ITEM], callback_id="receive"), acks=answer)
    ana.fills(view, {"Item": "MUG-BLU"}).submits()

    with pytest.raises(ActError):
        ana.submits(view)


def test_opening_home_is_an_event_and_shows_what_the_app_publishes(socket_app, ana, client):
    def register(app):
        @app.event("app_home_opened")
        async def opened(event, client):
            block = {"type": "header", "text": text(f"Hello {event['user']}")}
            await client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [block]}
            )

    socket_app(register)

    seen = ana.opens_home()

    assert seen.home.words == "Hello U0ANA"
    stale = refusal(
        client.views_publish, user_id="U0ANA", hash="0.old", view={"type": "home", "blocks": []}
    )
    assert stale["error"] == "hash_conflict"


def test_home_is_shown_as_the_app_publishes_it_however_long_it_takes(socket_app, ana, workspace):
    def register(app):
        @app.event("app_home_opened")
        async def opened(event, client):
            block = {"type": "header", "text": text(f"Hello {event['user']}")}
            await client.auth_test()
            view = {"type": "home", "blocks": [block]}
            await client.views_publish(user_id=event["user"], view=view)

    socket_app(register)
    workspace.set(quiet_seconds=0)

    assert ana.opens_home().home.words == "Hello U0ANA"


def test_a_view_is_named_in_one_way_only(client):
    both = {"view_id": "V0000000001", "external_id": "", "view": modal()}
    with pytest.raises(SlackApiError) as caught:
        client.api_call("views.update", json=both)

    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] Cannot provide both `view_id` and `external_id`"
    ]


def test_a_trigger_that_is_none_is_told_apart_from_one_nobody_gave(client):
    def answer(trigger_id):
        with pytest.raises(SlackApiError) as caught:
            client.views_open(trigger_id=trigger_id, view=modal())
        return caught.value.response

    assert answer("now")["response_metadata"]["messages"] == [
        "[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]"
    ]
    assert answer("132456.7890123.abcdef")["error"] == "invalid_trigger_id"
