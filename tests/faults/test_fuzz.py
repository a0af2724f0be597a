"""Whatever comes in, the parser names what is wrong, and the web side never stumbles."""

import hashlib
import hmac
import json
import socket
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pytest
import requests
from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.language.grammar import OPTIONS, SLASH_COMMANDS, VERBS
from bot.language.parse import parse_posting, parse_question, split_verb
from bot.language.requests import Posting, Question
from bot.language.usage import BlockErrors, UnknownVerb
from bot.language.written import written
from bot.manifest import manifest
from bot.options import BotOptions
from inventory.commands import Line
from sandbox.loopback import ServerThread
from sandbox.slack.server import SlackStandIn
from tests.bot.conftest import RunningBot, a_warehouse
from tests.faults.house import SCALE, SEED

EVENTS = "/slack/events"
TODAY = date(2026, 11, 22)
POSTING_VERBS = sorted(name for name, verb in VERBS.items() if verb.command is not None)
QUESTION_VERBS = sorted(name for name, verb in VERBS.items() if verb.command is None)
SEPARATORS = (
    "",
    " ",
    "  ",
    "\n",
    "\t",
    "\u00a0",
    "\u2028",
    ":",
    "@",
    ">",
    '"',
    "“",
    ",",
    "=",
    "\x00",
)
WORDS = (
    *(f"{name}:" for name in OPTIONS),
    *("24", "-5", "1,200", "1.200", "1/2", "x12", "٢٤", "1e9", "0x10", "½", "9" * 400, "NaN"),
    *("MUG-BLU", "case", "dozen", "@A-01", ">A-02", "this", "2027-03-01", "eom", "+3w", "friday"),
    *("&lt;@U0ANA&gt;", "<@U0ANA|ana>", "<!channel>", "=1+1", "🫖", "\u202e", "a\u0301", "\ud83d"),
)

JUNK = st.one_of(
    st.text(max_size=80),
    st.binary(max_size=80).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
    st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")),
    st.lists(st.sampled_from((*WORDS, *SEPARATORS)), max_size=14).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
)


def tries(number: int) -> Callable[[Any], Any]:
    """Return how often a law is tried, always in the same order."""

    def decorate(law: Any) -> Any:
        given_time = settings(
            max_examples=max(1, int(number * SCALE)),
            deadline=None,
            database=None,
            print_blob=True,
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        )
        return seed(SEED)(given_time(law))

    return decorate


def outcome_of(act: Callable[[], Any]) -> Any:
    """Return what came of it, or the one kind of error that may."""
    try:
        return act()
    except (BlockErrors, UnknownVerb) as error:
        return error


@tries(1000)
@given(st.sampled_from(POSTING_VERBS), JUNK)
def test_a_line_is_read_or_what_is_wrong_with_it_is_named(verb: str, text: str) -> None:
    outcome = outcome_of(lambda: parse_posting(verb, text, today=TODAY))
    assert outcome.verb == verb if isinstance(outcome, Posting) else outcome.faults


@tries(300)
@given(st.sampled_from(POSTING_VERBS), JUNK)
def test_what_was_read_says_the_same_when_it_is_written_down(verb: str, text: str) -> None:
    try:
        posting = parse_posting(verb, text, today=TODAY)
    except BlockErrors:
        return
    again = parse_posting(verb, written(posting), today=TODAY)
    said = tuple(line for line in posting.lines if line != Line(item=""))  # `""` says nothing
    assert (again.lines, again.occurred_on) == (said, posting.occurred_on)


@tries(300)
@given(st.sampled_from(QUESTION_VERBS), JUNK)
def test_a_question_is_understood_or_refused(verb: str, text: str) -> None:
    outcome = outcome_of(lambda: parse_question(verb, text))
    assert outcome.verb == verb if isinstance(outcome, Question) else outcome.faults


@tries(300)
@given(JUNK.filter(str.strip))
def test_a_verb_is_found_or_named_as_unknown(text: str) -> None:
    outcome = outcome_of(lambda: split_verb(text))
    named = outcome.near if isinstance(outcome, UnknownVerb) else outcome[:1]
    assert set(named) <= set(VERBS)


class Site(NamedTuple):
    """A bot in HTTP mode, and the secret with which Slack signs."""

    url: str
    secret: str
    session: requests.Session

    def post(
        self, body: bytes, kind: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> int:
        """Post a body as Slack signs it, with headers put in the place of Slack's own."""
        stamp = str(int(time.time()))
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature_of(self.secret, stamp, body),
            "Content-Type": kind,
        }
        address = f"{self.url}{EVENTS}"
        return self.session.post(
            address, data=body, headers={**signed, **(headers or {})}
        ).status_code


def signature_of(secret: str, stamp: str, body: bytes) -> str:
    told = b"v0:" + stamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as listening, requests.Session() as session:
        session.trust_env = False
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        stand_in = SlackStandIn(manifest("http", base_url=url))
        with ServerThread(stand_in.create_app()) as slack, capture_logs():
            options = BotOptions(
                bot_token=stand_in.bot_token,
                signing_secret=stand_in.signing_secret,
                api_url=stand_in.api_url(slack.base_url),
            )
            bot = RunningBot(a_warehouse(), options, stand_in)
            bot.serve(listening)
            yield Site(url, stand_in.signing_secret, session)
            bot.stop()


KINDS = st.sampled_from(
    (
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense",
        "",
    )
)
NAMES = (
    *("type", "payload", "command", "text", "user", "user_id", "team_id", "api_app_id", "event"),
    *("actions", "action_id", "value", "view", "state", "values", "container", "channel_id"),
    *("private_metadata", "callback_id", "trigger_id", "hash", "id", "message_ts", "event_id"),
    *("block_id", "response_url", "is_ephemeral", "selected_option", "token", "challenge"),
)
VALUES = (
    *("block_actions", "view_submission", "view_closed", "block_suggestion", "event_callback"),
    *("url_verification", "app_home_opened", "undo", "approve", "suggestion.0", "post.receive"),
    *("U0ANA", "T0BINCARD", "A0BINCARD", "TX-19", "AP-1", "item", "{}", "null", "\ud83d", "\x00"),
)
TREES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.sampled_from(VALUES), st.text(max_size=9)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=20,
)


@tries(80)
@given(st.binary(max_size=300), KINDS)
@example(b"payload=%ff%fe", "application/x-www-form-urlencoded")
@example(b"\xff\xfe\x00", "application/json")
def test_signed_bytes_never_make_it_stumble(site: Site, body: bytes, kind: str) -> None:
    assert site.post(body, kind) < 500


@tries(80)
@given(TREES, st.booleans())
def test_signed_junk_in_slacks_own_shape_never_makes_it_stumble(
    site: Site, tree: Any, is_form: bool
) -> None:
    told = json.dumps(tree)
    if is_form:
        body = urllib.parse.urlencode({"payload": told}).encode()
        assert site.post(body, "application/x-www-form-urlencoded") < 500
    else:
        assert site.post(told.encode()) < 500


@tries(80)
@given(st.sampled_from(sorted(SLASH_COMMANDS)), JUNK, st.sets(st.sampled_from(NAMES), max_size=3))
def test_a_command_with_any_text_and_any_part_missing_is_answered(
    site: Site, command: str, text: str, missing: set[str]
) -> None:
    told = {
        "command": command,
        "text": text,
        "user_id": "U0ANA",
        "team_id": "T0BINCARD",
        "api_app_id": "A0BINCARD",
        "channel_id": "C0STOCK",
        "trigger_id": hashlib.sha256(repr(text).encode()).hexdigest()[:12],
        "response_url": "http://127.0.0.1:9/",
    }
    told = {name: value for name, value in told.items() if name not in missing}
    body = urllib.parse.urlencode(told, errors="surrogatepass").encode()
    assert site.post(body, "application/x-www-form-urlencoded") < 500


HEADER_TEXT = st.text(
    st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=["Cc"]), max_size=40
)


@tries(100)
@given(st.binary(max_size=60), HEADER_TEXT, st.booleans())
@example(b"", "v0=", False)
@example(b"{}", "v0=" + "0" * 64, False)
@example(b"{}", "9" * 13, True)
@example(b"{}", "-1", True)
@example(b"{}", "1e9", True)
@example(b"{}", "²", True)
def test_a_bad_signature_or_time_is_always_401(
    site: Site, body: bytes, wrong: str, is_time: bool
) -> None:
    name = "X-Slack-Request-Timestamp" if is_time else "X-Slack-Signature"
    value = wrong.encode("latin-1").decode("latin-1")
    assert site.post(body, headers={name: value}) == 401


@pytest.mark.parametrize("age_s", [301, -360, 86_400, 10**9])
def test_a_replayed_request_is_401(site: Site, age_s: int) -> None:
    stamp, body = str(int(time.time()) - age_s), b"command=%2Finv&text=help"
    headers = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature_of(site.secret, stamp, body),
    }
    assert site.post(body, "application/x-www-form-urlencoded", headers) == 401


@pytest.mark.parametrize("size", [1_000_001, 5_000_000])
def test_a_body_beyond_the_cap_is_413_signed_or_not(site: Site, size: int) -> None:
    assert site.post(b"x" * size) == 413
    assert site.post(b"x" * size, headers={"X-Slack-Signature": "v0=0"}) == 413


def test_a_deep_body_is_no_trouble(site: Site) -> None:
    assert site.post(b"[" * 200_000) < 500
    assert site.post(b"payload=" + b"%5B" * 200_000, "application/x-www-form-urlencoded") < 500


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "BREW"])
def test_another_method_is_not_served(site: Site, method: str) -> None:
    assert site.session.request(method, f"{site.url}{EVENTS}").status_code == 405


def test_after_all_that_it_still_works(site: Site) -> None:
    body = b"command=%2Finv&text=help&user_id=U0ANA&team_id=T0BINCARD&api_app_id=A0BINCARD"
    body += b"&channel_id=C0STOCK&trigger_id=1.2"
    assert site.post(body, "application/x-www-form-urlencoded") == 200
