"""The form of offers keeps what was offered, within what Slack keeps, and shows nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.telling import Telling
from bot.target import Target
from bot.views.label_form import label_form
from bot.views.label_note import METADATA_MAX, LabelNote
from bot.views.step_fields import FormAbout
from inventory.documents.package_label import Offer, OfferedLabel
from inventory.place import Place
from sandbox.slack.blocks import validate_view
from tests.bot.counter import a_shop
from tests.builders import a_customer, edit
from tests.journeys import packed
from tests.memory_desk import START

HERE = Place(channel="C0STOCK", thread="1795640287.747341")


def an_offer(number=0, *, packages=1, price="5.20", days=None, carrier="USPS", service=""):
    labels = tuple(
        OfferedLabel(
            package=package,
            shipment_id=f"shp_{package:032}",
            rate_id=f"rate_{number:016}{package:016}",
            price=Decimal(price),
        )
        for package in range(1, packages + 1)
    )
    return Offer(
        carrier=carrier,
        service=service or f"Service{number}",
        price=Decimal(price) * packages,
        currency="USD",
        days=days,
        labels=labels,
    )


def test_an_offer_comes_back_as_it_was_made():
    offers = [an_offer(1, packages=2, days=3), an_offer(2, packages=2, price="9.90")]

    note = LabelNote.model_validate_json(LabelNote.of(HERE, "SH-1", offers).model_dump_json())

    assert [note.offer(position) for position in (0, 1)] == offers


def test_of_many_offers_the_cheapest_and_the_fastest_are_kept():
    offers = [an_offer(n, packages=3, price=f"{n + 5}", days=40 - n) for n in range(40)]

    note = LabelNote.of(HERE, "SH-1", offers)
    kept = [one.service for one in note.offers]

    assert 5 < len(kept) < 40
    assert (kept[0], kept[-1]) == ("Service0", "Service39")
    assert kept[:-1] == [f"Service{n}" for n in range(len(kept) - 1)]


@given(
    packages=st.integers(1, 60),
    offers=st.lists(
        st.tuples(st.text(max_size=80), st.integers(0, 9) | st.none()), min_size=1, max_size=30
    ),
)
def test_the_note_always_fits(packages, offers):
    made = [
        an_offer(n, packages=packages, service=service, days=days)
        for n, (service, days) in enumerate(offers)
    ]

    note = LabelNote.of(HERE, "SH-1", made)

    assert len(note.model_dump_json()) <= METADATA_MAX or not note.offers
    assert all(note.offer(n) in made for n in range(len(note.offers)))


@pytest.mark.parametrize("packages", [1, 12, 60])
def test_the_form_is_one_that_slack_takes(packages):
    desk = a_shop()
    desk.handle(edit(a_customer()))
    number = packed(desk, (10, "MUG-BLU"))
    telling = Telling(book=desk.book, at=START)
    offers = [an_offer(n, packages=packages, days=n) for n in range(30)]

    view = label_form(FormAbout(Target(number), HERE), offers, telling)

    assert validate_view(view) == []
    if packages == 60:
        assert "has more packages than labels can be bought for at once" in str(view["blocks"])
