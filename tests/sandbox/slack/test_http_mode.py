"""HTTP mode: how requests are signed, formed and judged, seen by a plain web server."""

import json
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from sandbox.loopback import ServerThread


@pytest.fixture
def listening(workspace):
    """A bare web server as the app; `answer` is what it does with each request."""
    got, servers = [], []

    def listen(answer):
        async def serve(request):
            body = await request.text()
            got.append((request, body))
            return answer(request, body)

        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", serve)
        server = ServerThread(app)
        servers.append(server)
        workspace.does("manifest", request_url=f"{server.base_url}/slack/events")
        return got

    yield listen
    for server in servers:
        server.stop()


def answering(status=200, text="", **more):
    return lambda _request, _body: web.Response(status=status, text=text, **more)


def challenged(request, body):
    if request.content_type == "application/json" and "challenge" in json.loads(body):
        return web.json_response({"challenge": json.loads(body)["challenge"]})
    return web.Response()


def test_every_request_carries_a_good_signature(listening, stand_in, ana):
    got = listening(challenged)
    ana.types("C0STOCK", "/receive 24 MUG-BLU")
    ana.types("C0STOCK", "hello")

    verifier = SignatureVerifier(stand_in.signing_secret)

    assert len(got) == 3
    assert all(verifier.is_valid_request(body, dict(request.headers)) for request, body in got)


def test_a_command_is_a_flat_form(listening, ana):
    got = listening(answering())
    ana.types("C0STOCK", "/receive 24 MUG-BLU")

    request, body = got[0]
    assert request.content_type == "application/x-www-form-urlencoded"
    assert parse_qs(body)["text"] == ["24 MUG-BLU"]
    assert parse_qs(body)["command"] == ["/receive"]


def test_an_interaction_is_json_in_a_form(listening, ana):
    got = listening(answering())
    ana.uses_shortcut("count")

    payload = json.loads(parse_qs(got[0][1])["payload"][0])
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "count")


def test_an_events_url_has_to_answer_the_challenge_first(listening, ana):
    got = listening(answering())
    ana.types("C0STOCK", "hello")

    assert [json.loads(body)["type"] for _, body in got] == ["url_verification"]


def test_a_verified_url_gets_the_event_as_json(listening, ana):
    got = listening(challenged)
    ana.types("C0STOCK", "hello")

    kinds = [json.loads(body)["type"] for _, body in got]
    assert kinds == ["url_verification", "event_callback"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_command_answered_badly_has_failed(listening, ana, status):
    listening(answering(status, headers={"Location": "/elsewhere"}))

    seen = ana.types("C0STOCK", "/receive")

    assert seen.outcome == "dispatch_failed"
    assert seen.raw["status"] == status


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (answering(text="plain words"), "plain words"),
        (answering(text='{"text": "in JSON"}', content_type="application/json"), "in JSON"),
    ],
)
def test_a_commands_answer_is_text_or_json(listening, ana, answer, text):
    listening(answer)

    assert ana.types("C0STOCK", "/receive").text == text


def test_no_retry_in_the_answer_ends_the_retries(listening, workspace, ana):
    def refuses(request, body):
        if "challenge" in json.loads(body):
            return challenged(request, body)
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    workspace.set(retry_scale=0.0)
    got = listening(refuses)
    ana.types("C0STOCK", "hello")
    ana.types("C0STOCK", "again")

    texts = [json.loads(body)["event"]["text"] for _, body in got[1:]]
    assert texts == ["hello", "again"]


def test_retries_name_their_reason(listening, workspace, ana):
    def fails(request, body):
        return challenged(request, body) if "challenge" in body else web.Response(status=503)

    workspace.set(retry_scale=0.0)
    got = listening(fails)
    ana.types("C0STOCK", "hello")
    workspace.wait_until(lambda: len(got) == 5)

    headers = [request.headers for request, _ in got[1:]]
    assert [one.get("X-Slack-Retry-Num") for one in headers] == [None, "1", "2", "3"]
    assert {one.get("X-Slack-Retry-Reason") for one in headers[1:]} == {"http_error"}


def manifest_for(url):
    return {
        "display_information": {"name": "Bincard"},
        "features": {
            "bot_user": {"display_name": "bincard"},
            "slash_commands": [
                {"command": "/receive", "description": "Receive", "url": f"{url}/commands"}
            ],
        },
        "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands"]}},
        "settings": {
            "event_subscriptions": {"request_url": f"{url}/events", "bot_events": ["app_mention"]},
            "interactivity": {
                "is_enabled": True,
                "request_url": f"{url}/clicks",
                "message_menu_options_url": f"{url}/options",
            },
        },
    }


def test_each_kind_of_request_goes_to_its_url_of_the_manifest(listening, workspace, ana, client):
    got = listening(challenged)
    ana.types("C0STOCK", "/receive")
    workspace.does("manifest", manifest=manifest_for(str(got[0][0].url.origin())))
    button = {"type": "button", "action_id": "undo", "text": {"type": "plain_text", "text": "Undo"}}
    select = {"type": "external_select", "action_id": "item", "min_query_length": 0}
    blocks = [{"type": "actions", "elements": [button, select]}]
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=blocks)
    message = workspace.messages("C0STOCK")[-1]
    got.clear()

    ana.types("C0STOCK", "/receive 1 MUG-BLU")
    ana.clicks(message, "Undo")
    ana.options(message, "item", "mug")
    ana.types("C0STOCK", "@bincard help")

    paths = [request.path for request, _ in got]
    assert paths == ["/commands", "/clicks", "/options", "/events", "/events"]
