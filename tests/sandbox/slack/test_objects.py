"""The objects the Web API hands out: users, channels, pins and files have all that Slack tells."""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.slack.people import BOT_USER_ID, TEAM_ID


def refusal(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response.data


def test_a_user_has_everything_an_app_may_read_of_one(client):
    """Source: https://docs.slack.dev/reference/objects/user-object."""
    ana = client.users_info(user="U0ANA", include_locale=True)["user"]
    bot = client.users_info(user=BOT_USER_ID)["user"]

    assert (ana["locale"], ana["is_restricted"], ana["is_email_confirmed"]) == (
        "en-US",
        False,
        True,
    )
    assert ana["profile"]["image_72"].endswith("/avatars/U0ANA-72.png")
    assert (ana["profile"]["status_text"], ana["profile"]["first_name"]) == ("", "Ana")
    assert "is_stranger" not in ana
    assert (bot["profile"]["bot_id"], "locale" in bot) == ("B0BINCARD", False)
    assert client.users_info(user="U0OUT")["user"]["is_stranger"] is True


def test_a_new_channel_tells_when_and_by_whom_it_was_made_and_worded(client, workspace):
    workspace.advances(3600)
    made = client.conversations_create(name="inbound_2")["channel"]

    worded = client.conversations_setTopic(channel=made["id"], topic="Dock 2")["channel"]

    assert made["created"] > 1_700_000_000
    assert (made["creator"], made["topic"]["value"]) == (BOT_USER_ID, "")
    assert (worded["topic"]["value"], worded["topic"]["creator"]) == ("Dock 2", BOT_USER_ID)
    assert worded["topic"]["last_set"] >= made["created"]
    assert (
        refusal(client.conversations_setTopic, channel=made["id"], topic="x" * 251)["error"]
        == "too_long"
    )


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Inbound", "invalid_name_specials"),
        ("in.bound", "invalid_name_specials"),
        ("-_-", "invalid_name_punctuation"),
        ("stock", "name_taken"),
    ],
)
def test_a_channel_name_is_refused_by_its_fault(client, name, error):
    """Source: https://docs.slack.dev/reference/methods/conversations.create."""
    made = client.conversations_create(name="inbound")["channel"]["id"]

    assert refusal(client.conversations_create, name=name)["error"] == error
    assert refusal(client.conversations_rename, channel=made, name=name)["error"] == error


def test_an_invitation_names_whom_it_cannot_bring_in(client):
    """Source: https://docs.slack.dev/reference/methods/conversations.invite."""
    made = client.conversations_create(name="inbound")["channel"]["id"]

    refused = refusal(client.conversations_invite, channel=made, users="U0ANA,U0NOBODY")

    assert refused["error"] == "user_not_found"
    assert refused["errors"] == [{"user": "U0NOBODY", "ok": False, "error": "user_not_found"}]
    assert client.conversations_members(channel=made)["members"] == [BOT_USER_ID]
    client.conversations_invite(channel=made, users="U0ANA,U0NOBODY", force=True)
    assert client.conversations_members(channel=made)["members"] == [BOT_USER_ID, "U0ANA"]
    assert (
        refusal(client.conversations_invite, channel=made, users=BOT_USER_ID)["error"]
        == "cant_invite_self"
    )
    assert refusal(client.conversations_invite, channel=made, users="")["error"] == "no_user"


def test_pins_are_counted_and_tell_by_whom(client):
    """Source: https://docs.slack.dev/reference/methods/pins.list."""
    ts = client.chat_postMessage(channel="C0STOCK", text="Dock rules")["ts"]
    client.pins_add(channel="C0STOCK", timestamp=ts)

    (item,) = client.pins_list(channel="C0STOCK")["items"]

    assert (item["created_by"], item["message"]["pinned_to"]) == (BOT_USER_ID, ["C0STOCK"])
    assert item["created"] > 1_700_000_000
    assert client.conversations_history(channel="C0STOCK")["pin_count"] == 1


def test_a_file_tells_where_it_was_shared_and_in_which_message(client):
    """Source: https://docs.slack.dev/reference/objects/file-object."""
    direct = client.conversations_open(users="U0ANA")["channel"]["id"]
    sent = client.files_upload_v2(content="sku,count", filename="a.csv", channel="C0STOCK")
    alone = client.files_upload_v2(content="sku", filename="b.csv", channel=direct)["file"]

    file = client.files_info(file=sent["file"]["id"])["file"]

    posted = client.conversations_history(channel="C0STOCK")["messages"][0]
    (share,) = file["shares"]["public"]["C0STOCK"]
    assert (share["ts"], share["channel_name"]) == (posted["ts"], "stock")
    assert (share["team_id"], share["share_user_id"]) == (TEAM_ID, BOT_USER_ID)
    assert (file["is_public"], file["channels"], file["ims"]) == (True, ["C0STOCK"], [])
    assert (alone["is_public"], alone["channels"], alone["ims"]) == (False, [], [direct])
    assert list(alone["shares"]) == ["private"]
