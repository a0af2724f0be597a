"""An unpatched Bolt app over Socket Mode: a command, a button, a form."""

import asyncio
import threading

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def modal(title):
    return {
        "type": "modal",
        "callback_id": "receive",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Go"},
        "blocks": [
            {
                "type": "input",
                "block_id": "item",
                "label": {"type": "plain_text", "text": "Item"},
                "element": {"type": "plain_text_input", "action_id": "v"},
            }
        ],
    }


@pytest.fixture
def app(stand_in, base_url, workspace):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start():
        app = AsyncApp(
            client=AsyncWebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))
        )

        @app.command("/receive")
        async def receive(ack, command, client, respond, say):
            if not command["text"]:
                await ack()
                await client.views_open(trigger_id=command["trigger_id"], view=modal("Receive"))
                return
            await ack(
                text="got " + command["text"],
                blocks=[
                    {
                        "type": "actions",
                        "elements": [
                            {
                                "type": "button",
                                "action_id": "undo",
                                "value": "1",
                                "text": {"type": "plain_text", "text": "Undo"},
                            }
                        ],
                    }
                ],
            )

        @app.action("undo")
        async def undo(ack, respond):
            await ack()
            await respond("undone", replace_original=True)

        @app.view("receive")
        async def submitted(ack, view, client):
            value = view["state"]["values"]["item"]["v"]["value"]
            if value == "bad":
                await ack(response_action="errors", errors={"item": "no such item"})
                return
            await ack()
            await client.chat_postMessage(channel="C0STOCK", text=f"received {value}")

        handler = AsyncSocketModeHandler(app, stand_in.app_token)
        await handler.connect_async()
        return handler

    handler = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    workspace.wait_for_app()
    yield
    asyncio.run_coroutine_threadsafe(handler.close_async(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_everything(app, ana, workspace):
    seen = ana.types("C0STOCK", "/receive 24 MUG-BLU")
    assert seen.text == "got 24 MUG-BLU"
    assert seen.message.is_ephemeral
    undone = ana.clicks(seen.message, "Undo")
    assert undone.outcome == "ok"
    assert undone.text == "undone"
    form = ana.types("C0STOCK", "/receive").view
    assert form.labels == ["Item"]
    assert ana.submits(form).outcome == "incomplete"
    assert ana.fills(form, {"Item": "bad"}).submits().errors == {"item": "no such item"}
    seen = ana.fills(form, {"Item": "MUG-BLU"}).submits()
    assert seen.views == []
    assert seen.text == "received MUG-BLU"
