"""What Slack makes of a typed line is undone, and a message that waits to leave comes back whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.plain_text import plain_text
from bot.messages.kept import kept, restored
from bot.messages.message import Button, Confirm, Message
from bot.messages.text import Bold, ChannelName, Code, Link, Mention

TEXTS = st.text(max_size=20)
PARTS = st.one_of(
    TEXTS,
    st.builds(Bold, TEXTS),
    st.builds(Code, TEXTS),
    st.builds(Mention, TEXTS),
    st.builds(ChannelName, TEXTS),
    st.builds(Link, TEXTS, TEXTS),
)
CONFIRMS = st.none() | st.builds(Confirm, TEXTS, TEXTS, TEXTS, TEXTS)
BUTTONS = st.builds(
    Button, TEXTS, TEXTS, TEXTS, st.sampled_from(["", "primary", "danger"]), CONFIRMS
)
MESSAGES = st.builds(
    Message,
    st.lists(st.lists(PARTS, max_size=4).map(tuple), max_size=4).map(tuple),
    st.lists(BUTTONS, max_size=3).map(tuple),
    st.dictionaries(st.integers(0, 5), BUTTONS, max_size=2),
)


@given(MESSAGES)
def test_a_message_comes_back_as_it_was_kept(message):
    assert restored(kept(message)) == message


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("receive 24 MUG-BLU", "receive 24 MUG-BLU"),
        ("<@U0BINCARD> help", "help"),
        ("move A-01 &gt; B-02 &amp; back", "move A-01 > B-02 & back"),
        ("<https://id.gs1.org/01/09506000134352?17=270301&amp;30=12>", "https://id.gs1.org/01/09506000134352?17=270301&30=12"),
        ("<http://example.com|example.com>", "example.com"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("<tel:4006381333931|4006381333931>", "4006381333931"),
        ("<#C0STOCK|stock>", "stock"),
        ("one\ntwo", "one\ntwo"),
        ("0109506000134352\x1d10L7", "0109506000134352\x1d10L7"),
    ],
)  # fmt: skip
def test_a_line_is_what_was_typed(text, typed):
    assert plain_text(text) == typed
