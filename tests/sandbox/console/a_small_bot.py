"""A small bot of its own, with a command, a form, a menu, a thread and a Home."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack.server import SlackStandIn

ITEMS = ("MUG-BLU Mug, blue", "MUG-RED Mug, red", "TEE-BLK-M Tee, black")


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def option(label):
    return {"text": plain(label), "value": label.split()[0]}


def posting(text):
    undo = {"type": "button", "text": plain("Undo"), "action_id": "undo", "style": "danger"}
    where = {
        "type": "static_select",
        "action_id": "where",
        "placeholder": plain("Put away"),
        "options": [option("A-01"), option("A-02")],
    }
    return [
        {"type": "section", "text": mrkdwn(text)},
        {"type": "actions", "elements": [undo, where]},
    ]


def field(block_id, label, **element):
    element |= {"action_id": "value"}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element}


RECEIVE = {
    "type": "modal",
    "callback_id": "receive",
    "title": plain("Receive stock"),
    "submit": plain("Receive"),
    "blocks": [
        field(
            "item",
            "Item",
            type="external_select",
            min_query_length=0,
            placeholder=plain("Type to search"),
        ),
        field("quantity", "Quantity", type="plain_text_input"),
        field(
            "marks",
            "Marks",
            type="checkboxes",
            options=[option("damaged"), option("wet"), option("open")],
        )
        | {"optional": True},
    ],
}


def register(app: AsyncApp) -> None:
    """Every listener of the bot."""
    register_form(app)
    register_answers(app)


def register_form(app):

    @app.command("/receive")
    async def receive(ack, command, client):
        if command["text"]:
            lines = command["text"].splitlines()
            text = "\n".join(f"Received *{line}*" for line in lines)
            await ack(response_type="in_channel", text=text, blocks=posting(text))
        else:
            await client.views_open(trigger_id=command["trigger_id"], view=RECEIVE)
            await ack()

    @app.options("value")
    async def offer(ack, payload):
        wanted = payload["value"].lower()
        await ack(options=[option(item) for item in ITEMS if wanted in item.lower()])

    @app.view("receive")
    async def received(ack, view, client, body):
        values = {name: fields["value"] for name, fields in view["state"]["values"].items()}
        quantity = values["quantity"]["value"]
        if not quantity.isdigit():
            await ack(response_action="errors", errors={"quantity": "A whole number, please."})
            return
        await ack()
        item = values["item"]["selected_option"]["value"]
        marks = " ".join(one["value"] for one in values["marks"]["selected_options"])
        text = f"Received {quantity} {item} {marks}".strip()
        await client.chat_postMessage(channel="C0STOCK", text=f"{text}, by <@{body['user']['id']}>")


def register_answers(app):
    @app.action("undo")
    async def undo(ack, respond):
        await ack()
        await respond(replace_original=True, text="Undone.")

    @app.action("where")
    async def where(ack, action, client, body):
        await ack()
        chosen = action["selected_option"]["value"]
        await client.chat_postMessage(channel="C0LOG", text=f"Put away at {chosen}")
        await client.chat_postEphemeral(channel="C0STOCK", user=body["user"]["id"], text="Thanks!")

    @app.event("message")
    async def echo(event, say):
        if "thread_ts" not in event:
            await say(text=f"{event['text']}? Noted.", thread_ts=event["ts"])

    @app.event("file_shared")
    async def file(event):
        assert event["channel_id"] == "C0STOCK"

    @app.event("app_home_opened")
    async def home(event, client):
        if event["tab"] == "home":
            blocks = [
                {"type": "header", "text": plain("Good morning")},
                {
                    "type": "actions",
                    "elements": [{"type": "button", "text": plain("Count"), "action_id": "undo"}],
                },
            ]
            await client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": blocks}
            )


@contextmanager
def running_bot(stand_in: SlackStandIn, base_url: str) -> Iterator[None]:
    """The bot, connected over a socket from a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="bot")
    thread.start()
    handler = asyncio.run_coroutine_threadsafe(_connect(stand_in, base_url), loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_leave(handler), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _connect(stand_in: SlackStandIn, base_url: str) -> AsyncSocketModeHandler:
    client = AsyncWebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))
    app = AsyncApp(client=client)
    register(app)
    handler = AsyncSocketModeHandler(app, stand_in.app_token, proxy=None)
    await handler.connect_async()
    return handler


async def _leave(handler: AsyncSocketModeHandler) -> None:
    await handler.close_async()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
