"""Everything about labels of carriers says what is certain, what it cost and what to do next."""

from decimal import Decimal

import pytest

from bot.messages.labels import label_lines, pending_labels
from bot.messages.refusals import refusal
from bot.messages.remarks import SENTENCES, remark_line
from bot.messages.standing import standing
from bot.messages.telling import Telling
from bot.messages.text import as_text
from inventory import errors, order_errors
from inventory.documents.package_label import LabelState, PackageLabel
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment
from inventory.standing import Standing
from tests.bot.counter import a_shop
from tests.inventory.outbound.test_labelling import TWO, became, want
from tests.inventory.outbound.test_labelling import a_shop as a_packing_table
from tests.journeys import packed
from tests.memory_desk import START

SHOP = a_shop()


def a_label(state="wanted", package=1, **facts):
    given = {
        "shipment_id": f"shp_{package}",
        "rate_id": f"rate_{package}",
        "carrier": "USPS",
        "service": "Priority",
        "price": Decimal("8.9"),
        "currency": "USD",
    }
    return PackageLabel(package=package, state=LabelState(state), **{**given, **facts})


def a_book(*packages):
    """A packed shipment whose labels are wanted, one for each of some packages."""
    desk = a_packing_table()
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    desk.handle(want(*packages))
    return desk


def test_every_kind_of_remark_has_its_words():
    assert set(SENTENCES) == set(RemarkKind)


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        (
            "label_bought",
            "94001",
            (
                "Bought the label of SH-1/1: GLS BusinessParcel for 5.20 EUR, tracking 94001. "
                "It is printed here once every package has one."
            ),
        ),
        (
            "label_refused",
            "no money left",
            (
                "The label of SH-1/1 was not bought and costs nothing: GLS BusinessParcel for 5.20 EUR "
                "(“no money left”). Press “Buy label…” again."
            ),
        ),
        (
            "label_unknown",
            "timed out",
            (
                "Nobody can tell yet whether the label of SH-1/1 was bought: GLS BusinessParcel for "
                "5.20 EUR (“timed out”). It is looked for until that is certain, and is not bought twice. "
                "Nothing to do: this thread says how it ends."
            ),
        ),
        (
            "label_unused",
            "",
            (
                "The label of SH-1/1 was bought and is not used: GLS BusinessParcel for 5.20 EUR. Do not "
                "stick it on; ask the carrier for the money back."
            ),
        ),
    ],
)
def test_the_thread_hears_what_became_of_a_label(kind, words, sentence):
    said = Remark(
        kind=RemarkKind(kind),
        document="SH-1/1",
        other="GLS BusinessParcel",
        quantity=Decimal("5.20"),
        words=words,
    )

    assert as_text([remark_line(said, Telling(book=a_book(1).book))]) == sentence


def test_news_of_one_package_names_it():
    said = Remark(
        kind=RemarkKind.PROGRESS,
        document="SH-1/2",
        other="in_transit",
        location="Reno",
        actor="job:easypost",
    )

    assert as_text([remark_line(said, Telling(book=SHOP.book))]) == (
        "SH-1/2 in transit at Reno, says the easypost job."
    )


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (a_label(), "about to be bought"),
        (a_label("buying"), "being bought"),
        (a_label("bought", tracking="94001"), "bought, tracking 94001"),
        (a_label("refused", said="no"), "not bought (“no”). Press “Buy label…” again."),
        (
            a_label("unknown"),
            (
                "perhaps bought, perhaps not. It is looked for until that is certain, and is not "
                "bought twice."
            ),
        ),
        (a_label("unused"), "bought and not used. Ask the carrier for the money back."),
    ],
)
def test_the_shipment_says_how_each_label_stands(label, text):
    shipment = Shipment(number="SH-1", labels=(label,))

    assert as_text(list(label_lines(shipment))) == f"*Label 1:* USPS Priority for 8.90 USD, {text}"


def test_a_refusal_is_told_until_another_label_takes_its_place():
    labels = (a_label("refused"), a_label("bought", shipment_id="shp_9", tracking="94009"))

    assert as_text(list(label_lines(Shipment(number="SH-1", labels=labels)))) == (
        "*Label 1:* USPS Priority for 8.90 USD, bought, tracking 94009"
    )


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            order_errors.WrongStep(number="SH-1", action="want_label", status="label_wanted"),
            (
                "Cannot buy a label for SH-1: its label is about to be bought. Wait until its "
                "message says how that ended."
            ),
        ),
        (
            order_errors.WrongStep(number="SH-1", action="unpack", status="label_buying"),
            (
                "Cannot unpack SH-1: its label is being bought. Wait until its message says how "
                "that ended."
            ),
        ),
        (
            order_errors.WrongStep(number="SH-1", action="ship", status="label_unknown"),
            (
                "Cannot ship SH-1: nobody can tell yet whether its label was bought. It is looked "
                "for until that is certain; its message says how it ended."
            ),
        ),
        (
            order_errors.WrongStep(number="SH-1", action="quote", status="label_bought"),
            (
                "Cannot ask carriers about SH-1: its label is bought. Press Ship…, or unpack it to "
                "have another."
            ),
        ),
        (
            order_errors.WrongStep(number="SH-1", action="quote", status="shipped"),
            (
                "Cannot ask carriers about SH-1: it is shipped. Carriers are asked about a packed "
                "shipment that has not left."
            ),
        ),
        (
            order_errors.WrongStep(number="SH-1", action="print_label", status="packed"),
            (
                "Cannot print the label of SH-1: it is packed. Only a label that was bought can be "
                "fetched."
            ),
        ),
        (
            errors.MissingPart(verb="quote", part="the weight of package 1"),
            "Carriers cannot be asked without the weight of package 1. Add it, then ask again.",
        ),
    ],
)
def test_a_refusal_about_labels_says_what_to_do(error, sentence):
    assert as_text([refusal(error, SHOP.book)]) == sentence


def test_labels_and_letters_that_wait_are_counted():
    desk = a_book(1, 2)
    for state in ("buying", "unknown"):
        desk.handle(became(state, "shp_2"))
    now = Standing(at=START, sequence=3, letters_waiting=2, letters_waiting_since=START)

    lines = standing(desk.book, now).text.splitlines()

    assert lines[3:5] == [
        "*Letters to customers:* 2 waiting, the oldest for 0 s.",
        (
            "*Carriers' labels:* 1 label about to be bought; 1 label in doubt, looked for until "
            "that is certain."
        ),
    ]
    assert pending_labels(()) == ""
