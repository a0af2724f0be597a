"""Buttons, menus, options and shortcuts, over both ways to the app."""

import pytest

from sandbox.slack.driver import ActError


@pytest.fixture(params=["socket", "http"])
def run_app(request, socket_app, http_app):
    return socket_app if request.param == "socket" else http_app


def button(label, **more):
    return {"type": "button", "text": {"type": "plain_text", "text": label}, **more}


def actions(*elements):
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


UNDO = actions(button("Undo", action_id="undo", value="T-7"))


def recorder(got, *, action_id="undo", then=None):
    """Registers a listener that keeps the payload and may do more."""

    def register(app):
        @app.action(action_id)
        async def clicked(ack, body, respond):
            got.append(body)
            await ack()
            if then is not None:
                await then(respond)

    return register


def test_a_click_tells_who_pressed_what_where(run_app, ana, client, workspace):
    got = []
    run_app(recorder(got))
    client.chat_postMessage(channel="C0STOCK", text="posted", blocks=[UNDO])
    message = workspace.messages("C0STOCK")[0]

    seen = ana.clicks(message, "Undo")

    body = got[0]
    assert seen.outcome == "ok"
    assert body["user"] == {
        "id": "U0ANA",
        "username": "ana",
        "name": "ana",
        "team_id": "T0BINCARD",
    }
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0STOCK",
        "is_ephemeral": False,
    }
    action = body["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("undo", "row", "T-7")
    assert body["message"]["ts"] == message.ts


def test_a_click_can_replace_the_message_for_everybody(run_app, ana, client, workspace):
    async def then(respond):
        await respond("undone", replace_original=True)

    run_app(recorder([], then=then))
    client.chat_postMessage(channel="C0STOCK", text="posted", blocks=[UNDO])

    seen = ana.clicks(workspace.messages("C0STOCK")[0], "undo")

    assert [one.text for one in seen.changed] == ["undone"]
    assert workspace.messages("C0STOCK")[0].blocks == []


def test_a_click_can_delete_the_message(run_app, ana, client, workspace):
    async def then(respond):
        await respond(delete_original=True)

    run_app(recorder([], then=then))
    client.chat_postMessage(channel="C0STOCK", text="posted", blocks=[UNDO])

    ana.clicks(workspace.messages("C0STOCK")[0], "Undo")

    assert workspace.messages("C0STOCK") == []


def test_an_answer_to_a_button_in_a_thread_names_the_thread_or_stands_outside(
    run_app, ana, client, workspace
):
    async def answers(respond):
        await respond("outside", replace_original=False)
        await respond("inside", replace_original=False, thread_ts=parent)

    run_app(recorder([], then=answers))
    parent = client.chat_postMessage(channel="C0STOCK", text="order")["ts"]
    client.chat_postMessage(channel="C0STOCK", text="step", blocks=[UNDO], thread_ts=parent)

    ana.clicks(workspace.messages("C0STOCK")[1], "Undo")

    threads = {one.text: one.raw.get("thread_ts") for one in ana.ephemerals}
    assert threads == {"outside": None, "inside": parent}


def test_an_ephemeral_messages_button_works_for_its_reader_only(run_app, ana, ben, client):
    got = []
    run_app(recorder(got))
    client.chat_postEphemeral(channel="C0STOCK", user="U0ANA", text="x", blocks=[UNDO])
    message = ana.ephemerals[0]

    ana.clicks(message, "Undo")
    with pytest.raises(ActError) as caught:
        ben.clicks(message, "Undo")

    assert caught.value.status == 409
    assert got[0]["container"]["is_ephemeral"] is True
    assert "message" not in got[0]


def test_a_double_click_is_delivered_twice_with_triggers_of_its_own(
    run_app, ana, client, workspace
):
    got = []
    run_app(recorder(got))
    client.chat_postMessage(channel="C0STOCK", text="posted", blocks=[UNDO])

    ana.double_clicks(workspace.messages("C0STOCK")[0], "Undo")

    assert len(got) == 2
    assert len({body["trigger_id"] for body in got}) == 2


def test_an_outsider_of_a_shared_channel_can_press_and_is_told_apart(run_app, client, workspace):
    got = []
    run_app(recorder(got))
    client.chat_postMessage(channel="C0SHARED", text="posted", blocks=[UNDO])
    outsider = workspace.person("U0OUT")

    outsider.clicks(workspace.messages("C0SHARED")[0], "Undo")

    assert got[0]["user"]["team_id"] == "T0OTHER"
    assert outsider.types("C0SHARED", "/receive 1 MUG-BLU").outcome == "unknown_command"


def test_two_buttons_of_one_label_have_to_be_told_apart(ana, client, workspace):
    both = actions(button("Pick", action_id="a"), button("Pick", action_id="b"))
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=[both])

    with pytest.raises(ActError, match="nothing unique to use as 'Pick'"):
        ana.clicks(workspace.messages("C0STOCK")[0], "Pick")


def test_choosing_from_a_menu_sends_the_option(run_app, ana, client, workspace):
    got = []
    run_app(recorder(got, action_id="bin"))
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": label.lower()}
        for label in ("A-01", "B-02")
    ]
    menu = {
        "type": "static_select",
        "action_id": "bin",
        "placeholder": {"type": "plain_text", "text": "Bin"},
        "options": options,
    }
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=[actions(menu)])

    ana.clicks(workspace.messages("C0STOCK")[0], "Bin", value="B-02")

    assert got[0]["actions"][0]["selected_option"] == options[1]
    assert got[0]["state"]["values"]["row"]["bin"]["selected_option"] == options[1]


@pytest.mark.parametrize("grouped", [False, True])
def test_typing_into_an_external_select_asks_the_app(run_app, ana, client, workspace, grouped):
    got = []

    def register(app):
        @app.options("item")
        async def suggest(ack, payload):
            got.append(payload["value"])
            options = [{"text": {"type": "plain_text", "text": "MUG-BLU"}, "value": "MUG-BLU"}]
            label = {"type": "plain_text", "text": "Mugs"}
            groups = [{"label": label, "options": options}]
            await (ack(option_groups=groups) if grouped else ack(options=options))

    run_app(register)
    select = {
        "type": "external_select",
        "action_id": "item",
        "placeholder": {"type": "plain_text", "text": "Item"},
        "min_query_length": 2,
    }
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=[actions(select)])
    message = workspace.messages("C0STOCK")[0]

    assert ana.options(message, "Item", "m") == []
    assert ana.options(message, "Item", "mug") == ["MUG-BLU"]
    assert got == ["mug"]


def test_shortcuts_start_from_anywhere_or_from_a_message(run_app, ana, client, workspace):
    got = []

    def register(app):
        @app.shortcut("count")
        async def chosen(ack, body):
            got.append((body["type"], body.get("message", {}).get("text")))
            await ack()

    run_app(register)
    client.chat_postMessage(channel="C0STOCK", text="24 MUG-BLU")

    ana.uses_shortcut("count")
    ana.uses_shortcut("count", workspace.messages("C0STOCK")[0])

    assert got == [("shortcut", None), ("message_action", "24 MUG-BLU")]


def test_a_replayed_request_arrives_exactly_as_before(run_app, ana, client, workspace):
    got = []
    run_app(recorder(got))
    client.chat_postMessage(channel="C0STOCK", text="posted", blocks=[UNDO])
    ana.clicks(workspace.messages("C0STOCK")[0], "Undo")
    clicked = [one for one in workspace.deliveries() if one["type"] == "interactive"]

    workspace.does(f"deliveries/{clicked[-1]['number']}/replay")

    assert got[0] == got[1]
