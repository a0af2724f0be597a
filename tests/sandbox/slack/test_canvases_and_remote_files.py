"""Canvases in sections, files that live elsewhere, and what an assistant shows in its thread.

The calls are those of the integration tests of https://github.com/slackapi/python-slack-sdk
(integration_tests/web: test_canvases.py, test_remote_file_replacement.py).
"""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.slack.people import BOT_USER_ID

TEXT = {
    "type": "markdown",
    "markdown": "# Dock\n\n## Hours\n\nFrom eight\nto five.\n## Rules\nNone",
}


def refusal(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response["error"]


@pytest.fixture
def canvas_id(client):
    return client.canvases_create(title="Dock", document_content=TEXT)["canvas_id"]


@pytest.fixture
def written(workspace, canvas_id):
    """The sections of the canvas as they stand."""

    def sections():
        return [one["markdown"] for one in workspace.state()["canvases"][canvas_id]["sections"]]

    return sections


@pytest.fixture
def found(client, canvas_id):
    def ids(**criteria):
        told = client.canvases_sections_lookup(canvas_id=canvas_id, criteria=criteria)
        return [one["id"] for one in told["sections"]]

    return ids


def test_a_channel_has_one_canvas(client):
    client.conversations_canvases_create(channel_id="C0STOCK", document_content=TEXT)

    twice = refusal(
        client.conversations_canvases_create, channel_id="C0STOCK", document_content=TEXT
    )
    assert twice == "channel_canvas_already_exists"


def test_sections_are_looked_up_by_their_words_and_their_kind(found, written):
    """Source: https://docs.slack.dev/reference/methods/canvases.sections.lookup."""
    assert written() == ["# Dock", "## Hours", "From eight\nto five.", "## Rules", "None"]
    assert len(found(section_types=["any_header"])) == 3
    assert len(found(section_types=["h2"])) == 2
    assert len(found(section_types=["h2"], contains_text="rules")) == 1
    assert found(contains_text="holidays") == []


def test_a_canvas_is_edited_at_its_sections(client, canvas_id, found, written):
    """Source: https://docs.slack.dev/reference/methods/canvases.edit."""

    def change(operation, markdown=None, **more):
        told = {"document_content": {"type": "markdown", "markdown": markdown}} if markdown else {}
        one = {"operation": operation} | told | more
        return client.canvases_edit(canvas_id=canvas_id, changes=[one])

    change("replace", "## Open", section_id=found(contains_text="Hours")[0])
    change("insert_after", "Not on Sundays.", section_id=found(contains_text="From")[0])
    change("delete", section_id=found(contains_text="None")[0])
    change("insert_at_end", "Ask Ana.")

    assert written() == [
        "# Dock",
        "## Open",
        "From eight\nto five.",
        "Not on Sundays.",
        "## Rules",
        "Ask Ana.",
    ]
    nowhere = {"operation": "delete", "section_id": "temp:C:none"}
    edit = client.canvases_edit
    assert refusal(edit, canvas_id=canvas_id, changes=[nowhere]) == "canvas_editing_failed"
    assert refusal(edit, canvas_id="F0NONE", changes=[nowhere]) == "canvas_not_found"


def test_a_canvas_is_opened_to_people_or_to_channels(client, canvas_id):
    """Source: https://docs.slack.dev/reference/methods/canvases.access.set."""
    place = {"canvas_id": canvas_id, "access_level": "write"}
    client.canvases_access_set(**place, user_ids=[BOT_USER_ID, "U0ANA"])
    client.canvases_access_delete(canvas_id=canvas_id, user_ids=["U0ANA"])

    both = {"user_ids": ["U0ANA"], "channel_ids": ["C0STOCK"]}
    assert refusal(client.canvases_access_set, **place, **both) == "invalid_parameters"
    assert refusal(client.canvases_access_set, **place, user_ids=["U0NO"]) == "user_not_found"


def test_a_remote_file_is_registered_shared_and_changed(client):
    """Source: https://docs.slack.dev/messaging/working-with-files#remote."""
    told = {"external_id": "scan-7", "external_url": "https://scans.example/7", "title": "Scan 7"}
    made = client.files_remote_add(**told)["file"]
    block = {"type": "file", "external_id": "scan-7", "source": "remote"}

    client.chat_postMessage(channel="C0STOCK", text="Scan", blocks=[block])
    client.files_remote_share(external_id="scan-7", channels="C0STOCK")
    client.files_remote_update(external_id="scan-7", title="Scan 7b")

    (shared,) = client.conversations_history(channel="C0STOCK", limit=1)["messages"]
    assert shared["files"][0]["id"] == made["id"]
    assert client.files_remote_info(file=made["id"])["file"]["title"] == "Scan 7b"
    assert [one["channels"] for one in client.files_remote_list()["files"]] == [["C0STOCK"]]
    client.files_remote_remove(external_id="scan-7")
    assert refusal(client.files_remote_info, external_id="scan-7") == "file_not_found"


def test_an_assistants_status_goes_when_it_says_something(client, ana, workspace):
    """Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus."""
    direct = client.conversations_open(users="U0ANA")["channel"]["id"]
    asked = ana.types(direct, "How many mugs?").raw["ts"]
    place = {"channel_id": direct, "thread_ts": asked}
    prompt = {"title": "Stock", "message": "What is there?"}

    client.assistant_threads_setTitle(**place, title="Mugs")
    client.assistant_threads_setSuggestedPrompts(**place, prompts=[prompt])
    client.assistant_threads_setStatus(**place, status="is counting...")
    (shown,) = workspace.state()["assistant_threads"].values()
    assert (shown["title"], shown["status"]) == ("Mugs", "is counting...")
    client.chat_postMessage(channel=direct, text="24", thread_ts=asked)

    (left,) = workspace.state()["assistant_threads"].values()
    assert ("status" in left, left["prompts"]) == (False, [prompt])
    late = place | {"thread_ts": "1.000001"}
    assert refusal(client.assistant_threads_setStatus, **late, status="x") == "invalid_thread_ts"
