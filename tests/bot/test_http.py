"""HTTP mode: signed requests are served, everything else is turned away without a stumble."""

import hashlib
import hmac
import socket
import time
from urllib.parse import urlencode

import pytest
import requests
from slack_sdk.signature import SignatureVerifier

from bot.manifest import manifest
from bot.options import BotOptions
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Workspace
from sandbox.slack.people import TEAM_ID
from sandbox.slack.server import SlackStandIn
from tests.bot.conftest import STOCK, RunningBot, a_warehouse

EVENTS = "/slack/events"


@pytest.fixture(scope="module")
def site():
    """A bot in HTTP mode with a prefix; its address, its workspace and its desk."""
    desk = a_warehouse()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        stand_in = SlackStandIn(manifest("http", base_url=url, prefix="wh"))
        with ServerThread(stand_in.create_app()) as slack, Workspace(slack.base_url) as workspace:
            options = BotOptions(
                bot_token=stand_in.bot_token,
                signing_secret=stand_in.signing_secret,
                api_url=stand_in.api_url(slack.base_url),
                app_id="A0BINCARD",
                prefix="wh",
            )
            bot = RunningBot(desk, options, stand_in)
            bot.serve(listening)
            yield url, workspace, desk, stand_in.signing_secret
            bot.stop()


@pytest.fixture
def post(site):
    """Post a body as Slack would sign it, with headers to change."""
    url, _, _, secret = site

    def send(body, headers=(), kind="application/x-www-form-urlencoded"):
        stamp = str(int(time.time()))
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or "",
            "Content-Type": kind,
        }
        with requests.Session() as session:
            session.trust_env = False
            return session.post(f"{url}{EVENTS}", data=body, headers={**signed, **dict(headers)})

    return send


def test_a_prefixed_command_is_answered_in_its_acknowledgement(site):
    _, workspace, _, _ = site

    seen = workspace.person("U0ANA").types(STOCK, "/wh-receive 24 MUG-BLU @A-03")

    assert seen.text == "*Received 24 pieces of MUG-BLU*. A-03: 0 → 24. *TX-20*"
    assert (
        workspace.person("U0ANA")
        .types(STOCK, "/wh-inv help pick")
        .text.startswith("`/wh-pick 12 MUG-BLU @A-01`")
    )
    assert workspace.person("U0ANA").types(STOCK, "/receive").outcome == "unknown_command"


def test_a_form_works_over_http_too(site):
    _, workspace, desk, _ = site
    ana = workspace.person("U0ANA")

    form = ana.types(STOCK, "/wh-receive MUG-RED @B-01").view
    assert ana.options(form, "Item", "red") == ["MUG-RED Red mug: 0 pieces"]
    ana.fills(form, {"Quantity": "7"}).submits()

    assert desk.book.on_hand("MUG-RED", "B-01") == 7


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=0000"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "1"},
    ],
)
def test_a_request_that_is_not_signed_is_refused(post, headers):
    assert post("command=%2Fwh-receive", headers).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{", "application/json"),
        ("[]", "application/json"),
        ('"x"', "application/json"),
        ("payload=%7B", "application/x-www-form-urlencoded"),
        ("payload=[]", "application/x-www-form-urlencoded"),
        ("payload=%7B%22type%22%3A%22block_actions%22%7D", "application/x-www-form-urlencoded"),
        ("command=%2Fwh-receive&text=1", "application/x-www-form-urlencoded"),
        ("", "text/plain"),
    ],
)
def test_junk_never_makes_the_bot_stumble(post, body, kind):
    assert post(body, kind=kind).status_code < 500


def test_signed_bytes_that_are_no_text_are_refused(site):
    stamp, body = str(int(time.time())), b"\xff\xfe"
    told = b"v0:" + stamp.encode() + b":" + body
    proof = "v0=" + hmac.new(site[3].encode(), told, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": proof}

    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(f"{site[0]}{EVENTS}", data=body, headers=headers)

    assert answer.status_code == 400


@pytest.mark.parametrize("depth", [1, 2000])
def test_a_strangers_junk_is_not_even_read(post, depth):
    stranger = {"X-Slack-Signature": "v0=1"}

    assert post("payload=" + "[" * depth, stranger).status_code == 401


def test_a_body_without_end_is_cut_off(post):
    assert post("x" * 1_000_001).status_code == 413


def test_health_is_told_without_a_signature(site):
    url, _, _, _ = site
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(f"{url}/healthz").text == "ok"
        assert session.get(f"{url}/readyz").json() == {"ready": True, "why": ""}


def a_command(trigger, **facts):
    """Return a slash command's body as Slack writes it."""
    told = {
        "command": "/wh-receive",
        "text": "2 MUG-RED @A-01",
        "user_id": "U0BEN",
        "team_id": TEAM_ID,
        "channel_id": STOCK,
        "trigger_id": trigger,
        "response_url": "http://127.0.0.1:9/nobody",
    }
    return urlencode(told | facts)


def test_a_request_that_is_played_back_within_five_minutes_posts_nothing_more(site, post):
    _, _, desk, _ = site
    body = a_command("played.back.1")
    answers = [post(body).json()["text"] for _ in range(3)]

    assert answers[0].startswith("*Received 2 pieces of MUG-RED*")
    assert answers[1:] == [answers[0]] * 2
    assert desk.book.on_hand("MUG-RED", "A-01") == 2


def test_a_request_that_is_played_back_later_is_refused(site):
    url, _, desk, secret = site
    body, stamp = a_command("played.back.2"), str(int(time.time()) - 301)
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    headers = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    before = desk.last_sequence()
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(f"{url}{EVENTS}", data=body, headers=headers)

    assert answer.status_code == 401
    assert desk.last_sequence() == before


@pytest.mark.parametrize("stranger", [{"team_id": "T0OTHER"}, {"api_app_id": "A0OTHER"}])
def test_another_workspace_and_another_app_post_nothing(site, post, stranger):
    _, _, desk, _ = site
    before = desk.last_sequence()

    answer = post(a_command("of.a.stranger", **stranger))

    assert "Received" not in answer.text
    assert desk.last_sequence() == before
