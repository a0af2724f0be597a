"""Whole sessions at the console, compared word for word."""

import io
from threading import Timer

from slack_sdk import WebClient

from sandbox.console import run_console
from sandbox.slack.manifest_rules import AppRules


def transcript(text):
    return text.strip("\n")


def test_a_command_is_answered_and_its_button_pressed_by_number(session):
    assert session("/receive 24 MUG-BLU @A-01", "1") == transcript("""
ana in #stock> /receive 24 MUG-BLU @A-01
Bincard
  Received 24 MUG-BLU @A-01
  [1] Undo  [2] Put away

ana in #stock> 1
Bincard (edited)
  Undone.
""")


def test_a_button_that_is_gone_is_said_to_be(session):
    shown = session("/receive 24 MUG-BLU @A-01", "1", "1")

    assert "[1] is gone from there: look anew with  messages" in shown


def test_a_channel_without_messages_says_so(typing):
    assert "Nothing has been said here yet." in typing("messages")


def test_help_ends_with_the_words_that_were_added(slack_url, google_url, spreadsheet_id):
    typed, shown = io.StringIO("help\nquit\n"), io.StringIO()
    words = {"jobs": lambda: "The morning's jobs have run."}

    run_console(slack_url, google_url, spreadsheet_id, ["U0ANA"], typed, shown, words)

    assert "Here\n  jobs, help, quit\n" in shown.getvalue()


def test_a_form_is_filled_by_number_with_a_search_in_its_menu(session):
    assert session(
        "/receive", "1 ? mug", "1 = 2", "2 = lots", "3 = damaged, wet", "submit", "2 = 7", "submit"
    ) == transcript("""
ana in #stock> /receive
┌ Receive stock
│ [1] Item:
│     Type to search
│ [2] Quantity:
│ [3] Marks (optional):
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> 1 ? mug
  1) MUG-BLU Mug, blue
  2) MUG-RED Mug, red
Pick with  1 = 1

ana, Receive stock> 1 = 2
┌ Receive stock
│ [1] Item: MUG-RED Mug, red
│ [2] Quantity:
│ [3] Marks (optional):
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> 2 = lots
┌ Receive stock
│ [1] Item: MUG-RED Mug, red
│ [2] Quantity: lots
│ [3] Marks (optional):
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> 3 = damaged, wet
┌ Receive stock
│ [1] Item: MUG-RED Mug, red
│ [2] Quantity: lots
│ [3] Marks (optional): damaged, wet
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> submit
┌ Receive stock
│ [1] Item: MUG-RED Mug, red
│ [2] Quantity: lots
│     ! A whole number, please.
│ [3] Marks (optional): damaged, wet
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> 2 = 7
┌ Receive stock
│ [1] Item: MUG-RED Mug, red
│ [2] Quantity: 7
│ [3] Marks (optional): damaged, wet
│     damaged | wet | open
└ submit: Receive · cancel: Cancel

ana, Receive stock> submit
Bincard
  Received 7 MUG-RED damaged wet, by @Ana
""")


def test_several_lines_are_pasted_as_one_entry(session):
    assert session("/receive <<", "24 MUG-BLU @A-01", "8 MUG-RED @A-02", ">>") == transcript("""
ana in #stock> /receive <<
... 24 MUG-BLU @A-01
... 8 MUG-RED @A-02
... >>
Bincard
  Received 24 MUG-BLU @A-01
  Received 8 MUG-RED @A-02
  [1] Undo  [2] Put away
""")


def test_a_menu_in_a_message_is_chosen_from_and_answers_elsewhere_are_shown(session):
    shown = session("/receive 24 MUG-BLU @A-01", "2 = A-02")

    assert shown.partition("> 2 = A-02\n")[2] == transcript("""
Bincard (in #bincard-log)
  Put away at A-02
Bincard (only visible to you)
  Thanks!
""")


def test_people_change_places_and_answer_in_threads(session):
    assert session("anyone there?", "as ben", "thread 1 me", "messages", "thread 1") == transcript("""
ana in #stock> anyone there?
Bincard (thread 1)
  anyone there?? Noted.

ana in #stock> as ben
ben in #stock> thread 1 me
ben in #stock> messages
Ana (thread 1)
  anyone there?
  2 replies

ben in #stock> thread 1
Ana
  anyone there?
  2 replies
Bincard
  anyone there?? Noted.
Ben
  me
""")


def test_the_home_shows_and_its_buttons_have_numbers(session):
    assert session("home") == transcript("""
ana in #stock> home
▌ Good morning
[1] Count
""")


def test_an_open_form_keeps_everything_else_waiting(session):
    shown = session("/receive", "hello", "cancel", "cancel")

    assert shown.endswith(
        transcript("""
ana, Receive stock> hello
A form is open: fill it, then submit or cancel.

ana, Receive stock> cancel
ana in #stock> cancel
No form is open;  say cancel  sends the word.
""")
    )


def test_what_cannot_be_done_is_said_with_what_can(session):
    assert session("as anna", "in office", "7", "1 = x", "thread 9", "upload no.csv") == transcript("""
ana in #stock> as anna
There is nobody called anna; there are ana, ben, cleo.

ana in #stock> in office
There is no channel #office for you; there are #stock, #managers, #bincard-log, #ext-shared.

ana in #stock> 7
There is no [7] on the screen.

ana in #stock> 1 = x
There is no [1] on the screen.

ana in #stock> thread 9
There is no message 9 in this channel.

ana in #stock> upload no.csv
There is no file no.csv.
""")


def test_a_button_is_not_filled_and_a_field_is_not_pressed(session):
    shown = session("/receive 24 MUG-BLU @A-01", "1 = x", "2")

    assert shown.endswith(
        transcript("""
ana in #stock> 1 = x
[1] is a button: press it with  1

ana in #stock> 2
[2] is a field: fill it with  2 = ...
""")
    )


def test_a_file_is_shared_from_this_computer(session, tmp_path, workspace):
    (tmp_path / "counts.csv").write_bytes(b"MUG-BLU,14\n")

    session(f"upload {tmp_path / 'counts.csv'}")

    [file] = workspace.state()["files"]
    assert workspace.file(file["id"]) == b"MUG-BLU,14\n"


def test_a_posted_file_is_saved_beside_what_is_there(session, tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / "counts.csv").write_bytes(b"MUG-BLU,14\n")
    monkeypatch.chdir(kept)

    shown = session(
        f"upload {tmp_path / 'counts.csv'}", "save counts.csv", "save counts.csv", "save no.csv"
    )

    assert [one.read_bytes() for one in sorted(kept.iterdir())] == [b"MUG-BLU,14\n"] * 2
    assert f"Saved as {kept / 'counts 2.csv'}" in shown
    assert "No file no.csv was posted where you are." in shown


def test_a_double_click_presses_once_more_at_the_same_time(session, workspace):
    session("/receive 24 MUG-BLU @A-01", "1 twice")

    pressed = [one for one in workspace.deliveries() if one["payload"].get("actions")]
    assert [one["payload"]["actions"][0]["action_id"] for one in pressed] == ["undo", "undo"]


def test_nobody_listening_is_said_by_slack_itself(typing, workspace):
    workspace.set(ack_seconds=0.05)

    assert (
        typing("/receive 24 MUG-BLU @A-01")
        == transcript("""
You are Ana. Type help to see what you can do.

ana in #stock> /receive 24 MUG-BLU @A-01
Slackbot (only visible to you)
  /receive failed with the error "dispatch_failed"

ana in #stock> quit
""")
        + "\n"
    )


def test_waiting_shows_what_comes_by_itself_and_its_number_can_be_pressed(
    session, slack, slack_url
):
    def low_stock():
        client = WebClient(token=slack.bot_token, base_url=slack.api_url(slack_url))
        button = {
            "type": "button",
            "text": {"type": "plain_text", "text": "Order"},
            "action_id": "undo",
        }
        blocks = [{"type": "actions", "elements": [button]}]
        client.chat_postMessage(channel="C0MANAGERS", text="MUG-BLU is low", blocks=blocks)

    alert = Timer(0.2, low_stock)
    alert.start()
    shown = session("wait 5", "1")
    alert.join()

    assert shown == transcript("""
ana in #stock> wait 5
Bincard (in #managers)
  [1] Order

ana in #stock> 1
Bincard (in #managers, edited)
  Undone.
""")


def test_waiting_for_words_goes_on_once_they_are_shown_and_at_once_where_they_are(
    session, slack, slack_url
):
    def low_stock():
        client = WebClient(token=slack.bot_token, base_url=slack.api_url(slack_url))
        client.chat_postMessage(channel="C0MANAGERS", text="MUG-RED is low")
        client.chat_postMessage(channel="C0MANAGERS", text="MUG-BLU is low")

    alert = Timer(0.2, low_stock)
    alert.start()
    shown = session("wait for MUG-BLU is low", "wait for MUG-RED is low")
    alert.join()

    assert shown == transcript("""
ana in #stock> wait for MUG-BLU is low
Bincard (in #managers)
  MUG-RED is low
Bincard (in #managers)
  MUG-BLU is low

ana in #stock> wait for MUG-RED is low
""")


def test_what_is_changed_or_deleted_meanwhile_is_said(session, slack, slack_url):
    client = WebClient(token=slack.bot_token, base_url=slack.api_url(slack_url))
    session("/receive 24 MUG-BLU @A-01")
    ts = client.chat_postMessage(channel="C0STOCK", text="MUG-BLU is low")["ts"]

    def resolve():
        client.chat_delete(channel="C0STOCK", ts=ts)

    deletion = Timer(0.2, resolve)
    deletion.start()
    shown = session("wait 5")
    deletion.join()

    assert shown == transcript("""
ana in #stock> wait 5
A message of Bincard was deleted.
""")


def test_a_script_may_end_without_a_farewell(slack_url, google_url, spreadsheet_id, workspace):
    stdout = io.StringIO()

    run_console(
        slack_url, google_url, spreadsheet_id, ["U0BEN"], io.StringIO("in managers"), stdout
    )

    assert (
        stdout.getvalue()
        == transcript("""
You are Ben. Type help to see what you can do.

ben in #stock> in managers
ben in #managers>
""")
        + "\n"
    )


def test_waiting_in_vain_is_said(session):
    assert session("wait 0") == transcript("""
ana in #stock> wait 0
Nothing happened within 0 seconds.
""")


def test_help_names_every_word_of_the_console(typing):
    shown = typing("help")

    words = (
        "submit",
        "cancel",
        "as ben",
        "in managers",
        "messages",
        "thread 7",
        "home",
        "upload",
        "wait",
        "sheet Stock",
        "sheet Items C5 = 40",
        "twice",
        "help",
        "quit",
        "<<",
    )
    assert [word for word in words if word not in shown] == []


def test_a_shortcut_that_is_on_no_menu_is_answered_with_those_that_are(slack, typing):
    rows = [
        {"name": "Pick next", "type": "global", "callback_id": "pick_next", "description": "Pick"},
        {
            "name": "Return",
            "type": "message",
            "callback_id": "make_return",
            "description": "Return",
        },
    ]
    slack.slack.rules = AppRules({"features": {"shortcuts": rows}}, None)

    shown = typing("shortcut", "say Two came back", "shortcut pick 1")
    assert (
        transcript("""
ana in #stock> shortcut
In the menu of the message box: pick_next. Those of a message take its number behind them.

ana in #stock> say Two came back
ana in #stock> shortcut pick 1
There is no shortcut “pick” there. In the menu of message 1: make_return.
""")
        in shown
    )


def test_an_added_word_takes_what_is_typed_behind_it(slack_url, google_url, spreadsheet_id):
    stdin, stdout = io.StringIO("job plan\nverify\nhelp\nquit\n"), io.StringIO()
    words = {"job weekly_report": lambda name: f"{name} has run.", "verify": lambda _: "All agree."}

    run_console(slack_url, google_url, spreadsheet_id, ["U0ANA"], stdin, stdout, words=words)

    shown = stdout.getvalue()
    assert "ana in #stock> job plan\nplan has run.\n\nana in #stock> verify\nAll agree.\n" in shown
    assert "  job weekly_report, verify, help, quit\n" in shown
