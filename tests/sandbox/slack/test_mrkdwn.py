"""Message text: what is read, and who hears of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.slack.mrkdwn import Mention, escape, mentions, to_text, unescape

NAMES = {"U0ANA": "Ana", "C0STOCK": "stock"}.get

READ = {
    "bold, italic, struck": ("*24* _pieces_ ~25~", "24 pieces 25"),
    "marks inside marks": ("*_both_*", "both"),
    "marks in the middle of words": ("a_b_c 2*3*4", "a_b_c 2*3*4"),
    "a mark around a mention": ("*by <@U0ANA>*", "by @Ana"),
    "code keeps its marks": ("`*x*` is *x*", "*x* is x"),
    "a fence keeps its lines": ("```\n*a*\n<b>\n```", "*a*\n<b>"),
    "entities": ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
    "an entity of an entity": ("&amp;lt;", "&lt;"),
    "a person known by name": ("<@U0ANA>", "@Ana"),
    "a person known by the label": ("<@U0BEN|ben>", "@ben"),
    "a person nobody knows": ("<@U0BEN>", "@U0BEN"),
    "a channel": ("<#C0STOCK|old-name>", "#stock"),
    "a group": ("<!subteam^S0OPS|@ops>", "@ops"),
    "everybody": ("<!channel> <!here|here>", "@channel @here"),
    "a bare link": ("<https://example.com>", "https://example.com"),
    "a link behind a word": ("<https://example.com|the card>", "the card (https://example.com)"),
    "a mail address": ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
    "a date": ("<!date^1763800000^{date}|22 Nov>", "22 Nov"),
    "the mark of what is set aside": ("\0001\0 and `x`", "1 and x"),
    "escaped brackets are only brackets": ("&lt;!channel&gt;", "<!channel>"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_text_reads_as_a_person_sees_it(text, expected):
    assert to_text(text, NAMES) == expected


def test_what_was_not_escaped_becomes_a_mention():
    assert mentions("<!channel> <@U0ANA> and <#C0STOCK|stock> of <!subteam^S0OPS>") == [
        Mention("broadcast", "channel"),
        Mention("user", "U0ANA"),
        Mention("channel", "C0STOCK"),
        Mention("usergroup", "S0OPS"),
    ]


def test_a_mention_writes_itself_as_it_stood_in_the_text():
    text = "<!here> <@U0ANA> <#C0STOCK> <!subteam^S0OPS>"

    assert " ".join(map(str, mentions(text))) == text


def test_escaped_text_notifies_nobody():
    assert mentions(escape("<!channel> <@U0ANA> <!everyone|hi>")) == []


def test_a_link_is_no_mention():
    assert mentions("<https://example.com|@channel> <!date^1^{date}|x>") == []


@given(st.text())
def test_escaping_is_undone_by_unescaping(text):
    assert unescape(escape(text)) == text


@given(st.text())
def test_no_escaped_text_ever_notifies(text):
    assert mentions(escape(text)) == []


@given(st.text(alphabet="*_~`<>&|@#!UC01 \n\0", max_size=40))
def test_any_text_can_be_read(text):
    assert isinstance(to_text(text), str)
