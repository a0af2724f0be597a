"""Incoming webhooks, with the clients that slack_sdk has for them."""

import asyncio

import pytest
import requests
from slack_sdk.webhook import WebhookClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.loopback import ServerThread
from sandbox.slack.server import SlackStandIn


@pytest.fixture
def address(base_url):
    return f"{base_url}/services/T0BINCARD/B0BINCARD"


def test_a_webhook_posts_into_its_channel(address, workspace):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*24* received"}}]
    answer = WebhookClient(f"{address}/C0STOCK").send(text="24 received", blocks=blocks)
    later = asyncio.run(AsyncWebhookClient(f"{address}/C0STOCK").send(text="and 3 more"))

    assert (answer.status_code, answer.body, later.body) == (200, "ok", "ok")
    assert [one.text for one in workspace.messages("C0STOCK")] == ["24 received", "and 3 more"]


def test_a_form_may_hold_what_a_webhook_posts(address, workspace):
    requests.post(f"{address}/C0STOCK", data={"payload": '{"text": "by form"}'})

    assert [one.text for one in workspace.messages("C0STOCK")] == ["by form"]


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("C0STOCK", "{", 400, "invalid_payload"),
        ("C0STOCK", "{}", 400, "no_text"),
        ("C0STOCK", '{"blocks": [{"type": "nope"}]}', 400, "invalid_blocks"),
        ("C0NOWHERE", '{"text": "x"}', 404, "channel_not_found"),
        ("../../T0OTHER/B0BINCARD/C0STOCK", '{"text": "x"}', 404, "no_service"),
    ],
)
def test_what_a_webhook_cannot_post_is_refused_in_plain_text(address, path, body, status, words):
    answer = requests.post(f"{address}/{path}", data=body)

    assert (answer.status_code, answer.text) == (status, words)


def test_an_app_that_asked_for_no_webhook_has_none():
    manifest = {"display_information": {"name": "Bincard"}}
    with ServerThread(SlackStandIn(manifest).create_app()) as server:
        address = f"{server.base_url}/services/T0BINCARD/B0BINCARD/C0STOCK"
        answer = requests.post(address, json={"text": "x"})

    assert (answer.status_code, answer.text) == (404, "no_service")
