"""Channels, people, files, marks and lists, with slack_sdk's client."""

import pytest
from slack_sdk.errors import SlackApiError


def refusal(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response["error"]


def test_the_workspace_starts_with_four_channels_and_their_people(client):
    channels = client.conversations_list()["channels"]
    members = client.conversations_members(channel="C0STOCK")["members"]

    assert [one["name"] for one in channels] == ["stock", "managers", "bincard-log", "ext-shared"]
    assert members == ["U0ANA", "U0BEN", "U0CLEO", "U0BINCARD"]


def test_long_lists_come_in_pages(client):
    first = client.conversations_list(limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_list(limit=3, cursor=cursor)

    assert [len(first["channels"]), len(second["channels"])] == [3, 1]
    assert second["response_metadata"]["next_cursor"] == ""
    assert refusal(client.conversations_list, cursor="made up") == "invalid_cursor"
    assert refusal(client.conversations_list, limit=5000) == "invalid_limit"


def test_the_clients_own_paging_reads_a_whole_history(client):
    for number in range(7):
        client.chat_postMessage(channel="C0STOCK", text=str(number))

    pages = client.conversations_history(channel="C0STOCK", limit=3)
    texts = [message["text"] for page in pages for message in page["messages"]]

    assert texts == ["6", "5", "4", "3", "2", "1", "0"]


def test_history_can_be_cut_at_both_ends(client):
    stamps = [client.chat_postMessage(channel="C0STOCK", text=t)["ts"] for t in "abc"]

    between = client.conversations_history(channel="C0STOCK", oldest=stamps[0], latest=stamps[2])
    around = client.conversations_history(
        channel="C0STOCK", oldest=stamps[0], latest=stamps[2], inclusive=True
    )

    assert [one["text"] for one in between["messages"]] == ["b"]
    assert [one["text"] for one in around["messages"]] == ["c", "b", "a"]


def test_a_private_channel_is_hidden_until_the_bot_is_invited(client, workspace):
    workspace.does("channels", id="C0SECRET", name="secret", is_private=True, members=["U0ANA"])

    assert refusal(client.conversations_info, channel="C0SECRET") == "channel_not_found"
    assert refusal(client.conversations_join, channel="C0SECRET") == "channel_not_found"
    workspace.does("channels/C0SECRET/join")
    assert client.conversations_info(channel="C0SECRET")["channel"]["is_private"] is True
    refused = refusal(client.conversations_join, channel="C0SECRET")
    assert refused == "method_not_supported_for_channel_type"


def test_the_bot_joins_and_leaves_public_channels(client):
    client.conversations_leave(channel="C0STOCK")
    assert refusal(client.conversations_history, channel="C0STOCK") == "not_in_channel"

    client.conversations_join(channel="C0STOCK")
    again = client.conversations_join(channel="C0STOCK")

    assert again["warning"] == "already_in_channel"


def test_people_are_found_by_id_and_by_address(client):
    assert client.users_info(user="U0ANA")["user"]["real_name"] == "Ana"
    assert client.users_lookupByEmail(email="Ben@bincard.example")["user"]["id"] == "U0BEN"
    assert refusal(client.users_info, user="U0NOBODY") == "user_not_found"
    assert refusal(client.users_lookupByEmail, email="no@body.example") == "users_not_found"
    assert len(client.users_list()["members"]) == 5


def test_user_groups_have_users(client, workspace):
    workspace.does("usergroups", id="S0MGR", handle="managers", users=["U0CLEO"])

    assert client.usergroups_users_list(usergroup="S0MGR")["users"] == ["U0CLEO"]
    assert refusal(client.usergroups_users_list, usergroup="S0NONE") == "no_such_subteam"


def test_a_user_group_is_made_filled_and_switched_off(client):
    made = client.usergroups_create(name="Night shift", handle="night")["usergroup"]["id"]
    client.usergroups_users_update(usergroup=made, users=["U0ANA", "U0BEN"])

    assert refusal(client.usergroups_create, name="Again", handle="night") == (
        "handle_already_exists"
    )
    assert refusal(client.usergroups_users_update, usergroup=made, users=["U0NOBODY"]) == (
        "invalid_users"
    )
    [group] = client.usergroups_list(include_users=True)["usergroups"]
    assert (group["name"], group["users"]) == ("Night shift", ["U0ANA", "U0BEN"])

    client.usergroups_disable(usergroup=made)
    assert client.usergroups_list()["usergroups"] == []


def test_a_bot_may_ask_about_emoji_quiet_hours_and_its_team(client):
    assert client.emoji_list()["emoji"] == {}
    assert client.dnd_info(user="U0ANA")["dnd_enabled"] is False
    assert list(client.dnd_teamInfo(users="U0ANA,U0NOBODY")["users"]) == ["U0ANA"]
    assert [one["id"] for one in client.auth_teams_list()["teams"]] == ["T0BINCARD"]
    assert refusal(client.users_setPresence, presence="asleep") == "invalid_presence"


def test_methods_of_people_and_retired_ones_are_told_from_methods_that_never_were(client):
    assert refusal(client.search_messages, query="MUG-BLU") == "not_allowed_token_type"
    assert refusal(client.reminders_list) == "not_allowed_token_type"
    assert refusal(client.api_call, api_method="files.upload") == "method_deprecated"
    assert refusal(client.api_call, api_method="chat.sing") == "unknown_method"


def test_reactions_are_listed_by_who_put_them_on(client):
    ts = client.chat_postMessage(channel="C0STOCK", text="posted")["ts"]
    client.reactions_add(channel="C0STOCK", timestamp=ts, name="thumbsup::skin-tone-3")

    [item] = client.reactions_list()["items"]
    assert (item["channel"], item["message"]["ts"]) == ("C0STOCK", ts)
    assert client.reactions_list(user="U0ANA")["items"] == []
    assert refusal(client.reactions_add, channel="C0STOCK", timestamp=ts, name="no emoji") == (
        "invalid_name"
    )


def test_a_file_goes_up_in_three_steps_and_keeps_its_bytes(client, workspace):
    uploaded = client.files_upload_v2(
        channel="C0STOCK", filename="stock.csv", content="sku,on_hand\nMUG-BLU,24\n"
    )
    file_id = uploaded["file"]["id"]

    shared = workspace.messages("C0STOCK")[0].raw["files"][0]
    assert workspace.file(file_id) == b"sku,on_hand\nMUG-BLU,24\n"
    assert (shared["name"], shared["mimetype"], shared["size"]) == ("stock.csv", "text/csv", 23)
    assert client.files_info(file=file_id)["file"]["channels"] == ["C0STOCK"]


def test_a_file_without_length_or_bytes_is_refused(client):
    assert refusal(client.files_getUploadURLExternal, filename="a", length=0) == "missing_argument"
    announced = client.files_getUploadURLExternal(filename="a", length=3)
    files = [{"id": announced["file_id"], "title": "a"}]
    assert refusal(client.files_completeUploadExternal, files=files) == "file_not_found"


def test_reactions_pins_and_bookmarks_are_put_on_once(client):
    ts = client.chat_postMessage(channel="C0STOCK", text="x")["ts"]
    place = {"channel": "C0STOCK", "timestamp": ts}
    client.reactions_add(name="eyes", **place)
    client.pins_add(**place)

    assert refusal(client.reactions_add, name="eyes", **place) == "already_reacted"
    assert refusal(client.pins_add, **place) == "already_pinned"
    client.reactions_remove(name="eyes", **place)
    client.pins_remove(**place)
    assert refusal(client.reactions_remove, name="eyes", **place) == "no_reaction"
    assert refusal(client.pins_remove, **place) == "no_pin"


def test_a_bookmark_is_a_link(client):
    place = {"channel_id": "C0STOCK", "title": "Stock", "type": "link"}

    made = client.bookmarks_add(link="https://sheet.example", **place)["bookmark"]
    client.bookmarks_edit(bookmark_id=made["id"], channel_id="C0STOCK", title="Sheet")

    listed = client.bookmarks_list(channel_id="C0STOCK")["bookmarks"]
    assert [(one["title"], one["link"]) for one in listed] == [("Sheet", "https://sheet.example")]
    assert refusal(client.bookmarks_add, link="sheet", **place) == "invalid_link"


def test_a_list_keeps_its_items_by_columns(client):
    made = client.slackLists_create(
        name="Orders", schema=[{"key": "sku", "type": "text", "is_primary_column": True}]
    )
    list_id, column_id = made["list_id"], made["list_metadata"]["schema"][0]["id"]
    item = client.slackLists_items_create(
        list_id=list_id, initial_fields=[{"column_id": column_id, "text": "MUG-BLU"}]
    )["item"]
    cell = {"row_id": item["id"], "column_id": column_id, "text": "TEE-BLK"}
    client.slackLists_items_update(list_id=list_id, cells=[cell])

    listed = client.slackLists_items_list(list_id=list_id)["items"]
    assert [one["fields"][0]["text"] for one in listed] == ["TEE-BLK"]
    strange = [{**cell, "column_id": "Col0NONE"}]
    refused = refusal(client.slackLists_items_update, list_id=list_id, cells=strange)
    assert refused == "invalid_column_id"
    assert refusal(client.slackLists_items_list, list_id="F0NONE") == "list_not_found"
