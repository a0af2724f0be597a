"""Faults on request: each does what it says, as often as it says."""

from http.client import RemoteDisconnected
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler


@pytest.fixture
def hasty(stand_in, base_url):
    """A client that tries nothing again by itself."""
    return WebClient(
        token=stand_in.bot_token, base_url=stand_in.api_url(base_url), retry_handlers=[]
    )


def post(client):
    return client.chat_postMessage(channel="C0STOCK", text="24 MUG-BLU")


def texts(workspace):
    return [one.text for one in workspace.messages("C0STOCK")]


def test_a_rate_limit_names_its_wait_and_a_retry_handler_obeys(stand_in, base_url, workspace):
    workspace.breaks("ratelimited", "api:chat.postMessage", seconds=1)
    patient = WebClient(
        token=stand_in.bot_token,
        base_url=stand_in.api_url(base_url),
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)],
    )

    assert post(patient)["ok"]
    assert texts(workspace) == ["24 MUG-BLU"]


@pytest.mark.parametrize(
    ("kind", "status"),
    [("error_500", 500), ("error_503", 503), ("html_502", 502), ("api_error", 200)],
)
def test_an_error_has_done_nothing(hasty, workspace, kind, status):
    workspace.breaks(kind, "api:chat.postMessage")

    with pytest.raises(SlackApiError) as caught:
        post(hasty)

    assert caught.value.response.status_code == status
    assert texts(workspace) == []
    assert post(hasty)["ok"]


def test_applied_then_dropped_has_posted_without_saying_so(hasty, workspace):
    workspace.breaks("applied_then_dropped", "api:chat.postMessage")

    with pytest.raises(RemoteDisconnected):
        post(hasty)

    assert texts(workspace) == ["24 MUG-BLU"]


def test_the_sdks_own_retry_after_a_lost_answer_posts_twice(client, workspace):
    workspace.breaks("applied_then_dropped", "api:chat.postMessage")

    post(client)

    assert texts(workspace) == ["24 MUG-BLU", "24 MUG-BLU"]


def test_applied_late_posts_after_the_caller_has_given_up(hasty, workspace):
    workspace.breaks("applied_late", "api:chat.postMessage", seconds=0.1)

    with pytest.raises(RemoteDisconnected):
        post(hasty)

    assert texts(workspace) == []
    workspace.wait_until(lambda: texts(workspace) == ["24 MUG-BLU"])


def test_a_disconnect_has_done_nothing(hasty, workspace):
    workspace.breaks("disconnect", "api:*")

    with pytest.raises(RemoteDisconnected):
        post(hasty)

    assert texts(workspace) == []


def test_chance_is_seeded_so_that_a_run_can_be_repeated(hasty, workspace):
    def failures():
        workspace.resets()
        workspace.set(rate_limits=False)
        workspace.breaks("error_500", "api:chat.postMessage", times=None, probability=0.5, seed=7)
        outcomes = []
        for _ in range(12):
            try:
                outcomes.append(post(hasty)["ok"])
            except SlackApiError:
                outcomes.append(False)
        return outcomes

    first = failures()

    assert first == failures()
    assert set(first) == {True, False}


def test_a_duplicate_event_arrives_twice_under_one_id(socket_app, workspace, ana):
    got = []

    def register(app):
        @app.event("message")
        async def heard(body):
            got.append(body["event_id"])

    socket_app(register)
    workspace.breaks("duplicate", "delivery:events_api")
    ana.types("C0STOCK", "hello")
    workspace.wait_until(lambda: len(got) == 2)

    assert len(set(got)) == 1


def test_a_late_command_is_done_though_the_person_saw_a_timeout(socket_app, workspace, ana):
    got = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            got.append(command["text"])
            await ack("received")

    socket_app(register)
    workspace.set(ack_seconds=0.1)
    workspace.breaks("late", "delivery:slash_commands", seconds=0.2)

    assert ana.types("C0STOCK", "/receive 1").outcome == "operation_timeout"
    workspace.wait_until(lambda: got == ["1"])


def test_a_socket_that_breaks_under_a_command_is_a_timeout(socket_app, workspace, ana):
    got = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            got.append(command["text"])
            await ack("received")

    socket_app(register)
    workspace.set(ack_seconds=0.1)
    workspace.breaks("drop_socket", "delivery:slash_commands")

    assert ana.types("C0STOCK", "/receive 1").outcome == "operation_timeout"
    assert got == []


def test_a_lost_answer_by_response_url_was_said_all_the_same(socket_app, workspace, ana):
    def register(app):
        @app.command("/receive")
        async def receive(ack, respond):
            await ack()
            with pytest.raises(Exception, match="disconnected"):
                await respond("received")

    socket_app(register)
    workspace.breaks("applied_then_dropped", "response_url")
    ana.types("C0STOCK", "/receive")

    assert [one.text for one in ana.ephemerals] == ["received"]


def test_what_no_fault_can_be_is_said(workspace):
    with pytest.raises(Exception, match="kind must be one of ratelimited"):
        workspace.breaks("gremlins", "api:*")


def test_a_refused_call_is_counted_too(hasty, workspace):
    workspace.breaks("ratelimited", "api:chat.postMessage")

    with pytest.raises(SlackApiError):
        post(hasty)
    post(hasty)

    assert [one["status"] for one in workspace.calls("chat.postMessage")] == [429, 200]


def test_an_upload_can_fail_halfway(hasty, workspace):
    workspace.breaks("error_503", "upload")

    with pytest.raises(HTTPError):
        hasty.files_upload_v2(channel="C0STOCK", filename="a.csv", content="sku\n")

    assert texts(workspace) == []
