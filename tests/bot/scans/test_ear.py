"""Lines of a hand scanner are taken up in order, each once, whatever happens to events and processes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.scans.ear import Ear, Pace
from inventory.correspondence.heard import HeardKind, HeardMessage
from inventory.notices import AnswerNotice
from inventory.ports import JournalUnavailableError, OutcomeUnknownError
from tests.bot.conftest import RunningBot
from tests.bot.scans.conftest import AT_ONCE, an_ear
from tests.memory_desk import START

CHANNEL = "D0ANA"
BEGAN = START.timestamp()


def a_line(text, second, **facts):
    ts = f"{BEGAN + second:.6f}"
    return HeardMessage(
        kind=HeardKind.LINE, channel=CHANNEL, ts=ts, user="U0ANA", text=text, **facts
    )


def noted(heard, *lines):
    for line in lines:
        heard.note(line)


def hear_all(ear, heard):
    while heard.waiting(HeardKind.LINE, 1):
        ear.hear_once()


def on_hand(desk, place="A-01"):
    return desk.book.on_hand("MUG-BLU", place)


def answers(desk):
    return [row.notice.body for row in desk.pending(100) if isinstance(row.notice, AnswerNotice)]


def posted_keys(desk):
    return [e.transaction.key for e in desk.entered_after(0, 100) if "heard" in e.transaction.key]


def test_events_that_overtook_each_other_are_taken_up_in_the_order_of_writing(desk, heard):
    lines = [a_line("receive @A-01", 0), *(a_line(f"{n} MUG-BLU", n) for n in range(1, 6))]
    noted(heard, *reversed(lines))
    hear_all(an_ear(desk, heard), heard)
    assert posted_keys(desk) == [line.key for line in lines[1:]]
    assert on_hand(desk) == 24 + 15


def test_a_line_that_comes_twice_is_recorded_once(desk, heard):
    line = a_line("MUG-BLU", 1)
    noted(heard, a_line("receive @A-01", 0), line, line)
    hear_all(an_ear(desk, heard), heard)
    noted(heard, line)
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 25


def test_a_line_waits_for_those_that_may_have_been_written_before_it(desk, heard):
    ear = an_ear(desk, heard, Pace(settle_s=0.5, between_s=0))
    noted(heard, a_line("receive @A-01", 0))
    ear.hear_once()
    assert answers(desk) == []
    desk.clock.advance(seconds=1)
    ear.hear_once()
    assert len(answers(desk)) == 1


def test_a_channel_is_answered_at_most_once_in_a_while(desk, heard):
    ear = an_ear(desk, heard, Pace(settle_s=0, between_s=3_600))
    noted(heard, a_line("receive @A-01", 0), a_line("MUG-BLU", 1))
    for _ in range(3):
        ear.hear_once()
    assert len(answers(desk)) == 1
    assert on_hand(desk) == 24


def test_while_scans_go_on_they_are_told_less_often(desk, heard):
    ear = an_ear(desk, heard, Pace(settle_s=0, between_s=0, edit_s=3_600))
    noted(heard, a_line("receive @A-01", 0), a_line("MUG-BLU", 1))
    hear_all(ear, heard)
    noted(heard, a_line("MUG-BLU", 2))
    ear.hear_once()
    assert on_hand(desk) == 25


def test_another_process_goes_on_where_the_first_one_ended(desk, heard):
    noted(heard, a_line("receive @A-01", 0), a_line("MUG-BLU", 1))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, a_line("MUG-BLU", 2))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 26


class Cut:
    """What was heard, of a process that dies before it could settle anything."""

    def __init__(self, heard):
        self._heard = heard

    def __getattr__(self, name):
        return getattr(self._heard, name)

    def settle(self, *_, **__):
        raise JournalUnavailableError


def test_what_was_recorded_before_a_crash_is_answered_once_and_not_recorded_again(desk, heard):
    noted(heard, a_line("receive @A-01", 0))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, *(a_line("MUG-BLU", n) for n in range(1, 4)))
    with pytest.raises(JournalUnavailableError):
        an_ear(desk, Cut(heard)).hear_once()
    assert on_hand(desk) == 27
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 27
    assert len(answers(desk)) == 2
    assert "3 scans" in answers(desk)[-1]


def test_two_processes_at_once_record_each_line_once(desk, heard):
    noted(heard, a_line("receive @A-01", 0))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, *(a_line("MUG-BLU", 1 + n / 4) for n in range(20)))
    gate = threading.Barrier(2)

    def work(_):
        ear = an_ear(desk, heard)
        gate.wait()
        hear_all(ear, heard)

    with ThreadPoolExecutor(2) as executor:
        list(executor.map(work, range(2)))
    assert on_hand(desk) == 44
    assert len(set(posted_keys(desk))) == len(posted_keys(desk)) == 20


def test_a_burst_that_lands_in_two_processes_is_recorded_in_order_and_told_together(
    talk, desk, heard, stand_in, options, workspace, ana
):
    other = RunningBot(desk, options, stand_in, heard=heard)
    try:
        other.connect()
        workspace.wait_for_app(sockets=2)
        talk.writes("receive @A-01")
        said = talk.writes(*(f"{n} MUG-BLU" for n in range(1, 21)))
    finally:
        other.stop()
    assert said.text.startswith("*Received 210 pieces of MUG-BLU* (20 scans). A-01: 24 → 234.")
    received = [e.transaction.moves[0].quantity for e in desk.entered_after(19, 100)]
    assert received == list(range(1, 21))


def test_an_event_that_slack_brings_again_is_answered_once(talk, desk, workspace):
    talk.writes("receive 1 MUG-BLU @A-01")
    [event] = {
        one["payload"]["event_id"]
        for one in workspace.deliveries()
        if one["payload"].get("event", {}).get("text") == "receive 1 MUG-BLU @A-01"
    }
    workspace.does(f"events/{event}/redeliver")
    talk.hears()
    assert on_hand(desk) == 25
    assert len(talk.answers) == 1


def test_a_message_that_cannot_be_noted_is_brought_again(talk, desk, workspace, heard):
    workspace.set(ack_seconds=0.3)
    heard.failures = 1
    talk.channel = talk.person.types("@bincard", "receive 1 MUG-BLU @A-01").messages[0].channel
    workspace.wait_until(lambda: heard.waiting(HeardKind.LINE, 1), what="the message")
    talk.hears()
    assert on_hand(desk) == 25


def test_a_scan_that_comes_after_the_bin_has_changed_is_refused_by_name(desk, heard):
    noted(heard, a_line("receive @A-01", 0), a_line("BC:B:B-01", 5))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, a_line("MUG-BLU", 4))
    hear_all(an_ear(desk, heard), heard)
    assert "it came late" in answers(desk)[-1]
    assert (on_hand(desk), on_hand(desk, "B-01")) == (24, 20)


def test_a_late_scan_that_means_the_same_is_recorded(desk, heard):
    noted(heard, a_line("receive @A-01", 0), a_line("MUG-BLU", 5))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, a_line("MUG-BLU", 4))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 26


@pytest.mark.parametrize("text", ["BC:B:B-01", "done", "pick @A-01"])
def test_what_would_have_changed_the_scans_behind_it_ends_them_where_it_comes_late(
    desk, heard, text
):
    noted(heard, a_line("receive @A-01", 0), a_line("MUG-BLU", 5))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, a_line(text, 4))
    hear_all(an_ear(desk, heard), heard)
    assert "came late, after scans that were sent behind it" in answers(desk)[-1]
    noted(heard, a_line("MUG-BLU", 6))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 25


class Broken:
    """A reader of codes with a bug."""

    def read(self, text):
        raise ZeroDivisionError(text)


def test_a_message_that_breaks_us_is_told_so_and_keeps_up_nobody(desk, heard):
    clerk = Clerk(desk, desk, desk.clock, scanner=Broken())
    ear = Ear(heard, clerk, Hearing(clerk), pace=AT_ONCE)
    noted(heard, a_line("receive @A-01", 0), a_line("(01)09506000134352", 1), a_line("MUG-BLU", 2))
    hear_all(ear, heard)
    assert on_hand(desk) == 25
    assert any("Something went wrong on our side" in one for one in answers(desk))


def test_people_do_not_share_what_their_scans_mean(desk, heard):
    noted(heard, a_line("receive @A-01", 0))
    other = a_line("MUG-BLU", 1).model_copy(update={"user": "U0BEN", "channel": "D0BEN"})
    noted(heard, other)
    hear_all(an_ear(desk, heard), heard)
    assert "Say first" in answers(desk)[-1]
    assert on_hand(desk) == 24


def test_a_session_that_fell_silent_while_nobody_listened_does_not_end_the_next_one(desk, heard):
    noted(heard, a_line("count @A-01", 0), a_line("MUG-BLU", 1))
    hear_all(an_ear(desk, heard), heard)
    desk.clock.advance(seconds=2_000)
    noted(heard, a_line("receive @A-01", 1_999))
    hear_all(an_ear(desk, heard), heard)
    noted(heard, a_line("MUG-BLU", 2_001))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 25


def test_a_session_ends_by_silence_only_after_what_was_written_in_it_was_taken_up(desk, heard):
    noted(heard, a_line("count @A-01", 0), a_line("24 MUG-BLU", 1))
    hear_all(an_ear(desk, heard), heard)
    desk.clock.advance(seconds=2_000)
    noted(heard, a_line("done", 60))
    hear_all(an_ear(desk, heard, Pace(settle_s=0, between_s=0)), heard)
    assert "Nobody has scanned" not in "".join(answers(desk))


class CutOffOnce:
    """A desk that is cut off once while it commits: what it recorded, nobody hears of."""

    def __init__(self, desk):
        self._desk = desk
        self._is_cut = False

    def __getattr__(self, name):
        return getattr(self._desk, name)

    def handle(self, command):
        posted = self._desk.handle(command)
        if not self._is_cut:
            self._is_cut = True
            raise OutcomeUnknownError
        return posted


@pytest.mark.parametrize("lines", [["receive 24 MUG-BLU @A-01"], ["receive", "24 MUG-BLU", "done"]])
def test_a_line_whose_outcome_nobody_knows_is_taken_up_again_and_told_once(desk, heard, lines):
    noted(heard, *(a_line(text, n) for n, text in enumerate(lines)))
    ear = an_ear(CutOffOnce(desk), heard)
    with pytest.raises(JournalUnavailableError):
        hear_all(ear, heard)
    hear_all(ear, heard)

    assert on_hand(desk) + on_hand(desk, "IN") == 48
    assert len(posted_keys(desk)) == 1
    assert not any("may have been posted" in said for said in answers(desk))
    assert "TX-" in answers(desk)[-1]


def test_a_session_that_cannot_be_read_is_dropped_with_words_and_stops_nobody_else(desk, heard):
    heard.settle((), remember={f"{CHANNEL}:U0ANA": '{"verb":"receive","from":"another version"}'})
    other = a_line("receive 1 MUG-BLU @A-01", 1)
    noted(heard, other.model_copy(update={"user": "U0BEN", "channel": "D0BEN"}))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 25
    assert sum("was forgotten when the bot was updated" in one for one in answers(desk)) == 1

    noted(heard, a_line("receive @A-01", 2), a_line("MUG-BLU", 3))
    hear_all(an_ear(desk, heard), heard)
    assert on_hand(desk) == 26
