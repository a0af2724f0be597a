"""What holds for every method: any arguments whatever get an answer in Slack's own shape."""

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.loopback import ServerThread
from sandbox.slack.driver import Workspace
from sandbox.slack.server import SlackStandIn
from sandbox.slack.web_api.service import WebApi

NAMES = [
    "access_level",
    "attachments",
    "blocks",
    "bookmark_id",
    "canvas_id",
    "cells",
    "changes",
    "client_id",
    "code",
    "channel",
    "channel_id",
    "channel_ids",
    "channels",
    "chunks",
    "cursor",
    "criteria",
    "document_content",
    "email",
    "external_id",
    "external_url",
    "file",
    "filename",
    "files",
    "force",
    "function_execution_id",
    "grant_type",
    "hash",
    "id",
    "initial_fields",
    "latest",
    "length",
    "limit",
    "link",
    "markdown_text",
    "list_id",
    "message",
    "metadata",
    "name",
    "oldest",
    "recipient_user_id",
    "outputs",
    "post_at",
    "prompts",
    "schema",
    "status",
    "text",
    "thread_ts",
    "timestamp",
    "title",
    "trigger_id",
    "ts",
    "types",
    "user",
    "user_id",
    "user_ids",
    "users",
    "view",
    "view_id",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "x", "C0STOCK", "U0ANA"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, "type", "elements", "value"]), inner, max_size=3)
    ),
    max_leaves=6,
)
PLAUSIBLE = {
    "channel": "C0STOCK",
    "channel_id": "C0STOCK",
    "user": "U0ANA",
    "user_id": "U0ANA",
    "name": "x",
    "title": "x",
    "text": "x",
    "link": "https://x.example",
    "filename": "x",
    "length": 1,
    "schema": [{"key": "x", "type": "text"}],
    "view": {"type": "home", "blocks": []},
}
STRANGE = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4)
ARGUMENTS = STRANGE | STRANGE.map(lambda strange: PLAUSIBLE | strange)


@pytest.fixture(scope="module")
def post():
    """Posts JSON to a method of one stand-in, kept for all examples."""
    stand_in = SlackStandIn()
    headers = {"Authorization": f"Bearer {stand_in.bot_token}"}
    with (
        ServerThread(stand_in.create_app()) as server,
        Workspace(server.base_url) as workspace,
        requests.Session() as session,
    ):
        session.trust_env = False
        workspace.set(rate_limits=False)

        def call(method, args):
            url = f"{server.base_url}/api/{method}"
            return session.post(url, json=args, headers=headers, timeout=10)

        yield call


METHODS = sorted(set(WebApi(SlackStandIn().slack).methods) - {"auth.revoke"})


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(method=st.sampled_from(METHODS), args=ARGUMENTS)
def test_any_call_is_answered_with_ok_or_a_named_error(post, method, args):
    answer = post(method, args)

    assert answer.status_code == 200
    body = answer.json()
    assert body["ok"] is True or body["error"]
