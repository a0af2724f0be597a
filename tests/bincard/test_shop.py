"""A web shop's orders: taken once, answered with what is kept, every mistake named."""

import json
import threading
from decimal import Decimal

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bincard.shop.counter import ShopCounter
from bincard.shop.door import answer, shop_route
from bincard.shop.signature import signature_of
from inventory.customer import Customer
from inventory.documents.order import Order, Priority
from tests.builders import a_customer, an_item, edit
from tests.journeys import SOL, a_journal, the_order
from tests.memory_desk import START
from tests.served import post, served

SECRET = "open sesame, web shop"
HALF_A_MUG = (
    "0.5 pieces of MUG-BLU is not a whole number, and it comes in whole ones. "
    "Say a whole number, or tick Fractions on Items."
)
NOW = int(START.timestamp())
ANA = {
    "id": "8812",
    "name": "Ana Ruiz",
    "address": ["Calle Mayor 3"],
    "postcode": "28013",
    "city": "Madrid",
    "country": "ES",
    "email": "ana@example.org",
}


def an_order(*lines, **facts):
    asked = [
        {"sku": sku, "quantity": quantity, **(rest[0] if rest else {})}
        for sku, quantity, *rest in lines
    ] or [{"sku": "MUG-BLU", "quantity": 10}]
    return {"id": "4711", "customer": {"code": "CAFE-SOL"}, "lines": asked} | facts


@pytest.fixture
def journal(tmp_path):
    with a_journal(tmp_path, an_item("CUP-OLD", is_active=False)) as journal:
        yield journal


def a_counter(journal):
    return ShopCounter(
        journal.desk, journal.reader, journal.contacts, lambda: START, seal=journal.id
    )


@pytest.fixture
def door(journal):
    route = shop_route(a_counter(journal), journal.desk, lambda: START, SECRET)
    with served([route]) as url:
        yield f"{url}/shop/orders"


def send(door, order, *, secret=SECRET, stamp=NOW, **headers):
    body = order if isinstance(order, bytes) else json.dumps(order).encode()
    signed = {
        "Bincard-Timestamp": str(stamp),
        "Bincard-Signature": signature_of(secret, str(stamp), body),
        "Content-Type": "application/json",
    }
    return post(door, body, signed | headers)


def asked(journal, order):
    """Ask without the network; return status and answer."""
    body = order if isinstance(order, bytes) else json.dumps(order).encode()
    response = answer(a_counter(journal), journal.desk, body)
    return response.status_code, json.loads(response.body)


def test_an_order_is_placed_and_answered_with_what_is_kept(door, journal):
    response = send(
        door,
        an_order(
            ("MUG-BLU", 30, {"unit_price": 4.10}),
            ("TEE-BLK-M", "2"),
            requested_on="2026-11-27",
            priority="high",
            note="ring twice",
            requirements=["No styrofoam"],
        ),
    )

    assert response.status_code == 201
    assert response.json() == {
        "order": "SO-1",
        "customer": "CAFE-SOL",
        "status": "part_reserved",
        "lines": [
            {"line": 1, "sku": "MUG-BLU", "ordered": "30", "reserved": "24", "back_ordered": "6"},
            {"line": 2, "sku": "TEE-BLK-M", "ordered": "2", "reserved": "0", "back_ordered": "2"},
        ],
    }
    order = the_order(journal.desk, "SO-1")
    assert (order.source, order.reference, order.priority) == ("shop", "4711", Priority.HIGH)
    assert (order.note, order.requirements) == ("ring twice", ("No styrofoam",))
    assert order.lines[0].unit_price == Decimal("4.1")


def test_the_same_order_again_is_answered_the_same_and_places_nothing(door, journal):
    first, again = send(door, an_order()), send(door, an_order())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(list(journal.desk.book.all(Order))) == 1


def test_many_copies_at_once_place_one_order(door, journal):
    answers = []
    order = an_order(customer=ANA)
    senders = [threading.Thread(target=lambda: answers.append(send(door, order))) for _ in range(8)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()

    assert sorted(one.status_code for one in answers) == [200] * 7 + [201]
    assert {json.dumps(one.json()) for one in answers} == {
        answers[0].text.replace(",", ", ").replace(":", ": ")
    }
    assert len(list(journal.desk.book.all(Order))) == 1


def test_the_same_id_with_another_content_is_a_conflict(door, journal):
    send(door, an_order())
    response = send(door, an_order(("MUG-BLU", 11)))

    assert response.status_code == 409
    assert response.json()["errors"][0]["problem"].startswith("this id came before")
    assert the_order(journal.desk, "SO-1").lines[0].ordered == 10


def test_a_new_customer_is_known_by_a_code_and_its_name_is_kept_apart(door, journal):
    assert send(door, an_order(customer=ANA)).json()["customer"] == "WEB-8812"

    contact = journal.contacts.get("WEB-8812")
    assert (contact.name, contact.city, contact.email) == ("Ana Ruiz", "Madrid", "ana@example.org")
    customer = journal.desk.book.get(Customer, "WEB-8812")
    assert (customer.country, bool(customer.contact)) == ("ES", True)
    for entered in journal.reader.entered_after(0, 1000):
        told = entered.transaction.model_dump_json() + entered.reply.model_dump_json()
        assert "Ana" not in told.replace("U0ANA", "").replace('"Ana"', "")
        assert "example.org" not in told


def test_a_customer_is_the_same_at_the_next_order_and_may_have_moved(door, journal):
    send(door, an_order(id="1", customer=ANA))
    moved = ANA | {"address": ["Gran Vía 1"], "email": ""}
    assert send(door, an_order(id="2", customer=moved)).status_code == 201

    contact = journal.contacts.get("WEB-8812")
    assert (contact.lines, contact.email) == (("Gran Vía 1",), "ana@example.org")
    assert [order.customer for order in journal.desk.book.all(Order)] == ["WEB-8812"] * 2


def test_an_old_order_that_comes_again_does_not_bring_back_an_old_address(door, journal):
    send(door, an_order(id="1", customer=ANA))
    send(door, an_order(id="2", customer=ANA | {"address": ["Gran Vía 1"]}))
    assert send(door, an_order(id="1", customer=ANA)).status_code == 200
    assert journal.contacts.get("WEB-8812").lines == ("Gran Vía 1",)


def test_a_code_made_of_an_email_does_not_tell_it(door):
    code = send(door, an_order(customer={"email": "Ana@example.org"})).json()["customer"]
    same = send(door, an_order(id="2", customer={"email": "ana@example.org"})).json()["customer"]
    assert code == same
    assert len(code) == len("WEB-") + 10
    assert "ana" not in code.casefold()


def test_what_managers_set_for_a_customer_stays(door, journal):
    send(door, an_order(customer={"code": "CAFE-SOL", "phone": "555"}))
    assert journal.contacts.get("CAFE-SOL") == SOL.model_copy(update={"phone": "555"})


def test_every_mistake_is_named_by_line_and_field(door):
    response = send(
        door,
        {
            "id": "",
            "customer": {"code": "CAFE-SOL", "country": "Spain"},
            "lines": [{"sku": "MUG-BLU", "quantity": "many"}, {"quantity": 1, "colour": "blue"}],
            "requested_on": 20261127,
        },
    )
    assert response.status_code == 422
    assert [(e.get("line", 0), e["field"]) for e in response.json()["errors"]] == [
        (0, "id"),
        (0, "customer.country"),
        (1, "quantity"),
        (2, "sku"),
        (2, "colour"),
        (0, "requested_on"),
    ]


def test_every_line_that_cannot_be_ordered_is_named(door, journal):
    response = send(door, an_order(("MUG-BLU", 1), ("CUP-X", 1), ("MUG-BLU", 0.5), ("CUP-OLD", 1)))
    assert response.status_code == 422
    assert [(error["line"], error["problem"]) for error in response.json()["errors"]] == [
        (2, "There is no item “CUP-X”. Check the code, or add it on Items."),
        (3, HALF_A_MUG),
        (4, "CUP-OLD is out of use. Set it active on Items, or choose another."),
    ]
    assert list(journal.desk.book.all(Order)) == []


def test_a_shop_may_spell_a_code_in_small_letters(door, journal):
    response = send(door, an_order(customer={"code": "cafe-sol", "phone": "555"}))
    assert response.json()["customer"] == "CAFE-SOL"
    assert [customer.code for customer in journal.desk.book.all(Customer)] == ["CAFE-SOL"]


def test_a_shop_may_name_a_new_customer_by_a_code(door):
    response = send(door, an_order(customer={"code": "BAR-LUNA"}))
    assert (response.status_code, response.json()["customer"]) == (201, "BAR-LUNA")


def test_a_customer_out_of_use_is_named(door, journal):
    journal.desk.handle(edit(a_customer(is_active=False)))
    response = send(door, an_order())
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "field": "customer.code",
            "problem": "CAFE-SOL is not on the tab Customers, or out of use there",
        }
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"secret": "guessed"},
        {"stamp": NOW - 301},
        {"stamp": NOW + 301},
        {"Bincard-Signature": ""},
        {"Bincard-Signature": "v1=ü"},
        {"Bincard-Timestamp": "soon"},
        {"Bincard-Timestamp": "٣"},
    ],
    ids=repr,
)
def test_who_cannot_sign_is_turned_away(door, journal, change):
    change = {
        name: v.encode() if isinstance(v, str) and not v.isascii() else v
        for name, v in change.items()
    }
    assert send(door, an_order(), **change).status_code == 401
    assert list(journal.desk.book.all(Order)) == []


def test_a_signature_holds_for_five_minutes(door):
    assert send(door, an_order(), stamp=NOW - 300).status_code == 201


def test_a_body_that_is_too_large_is_not_read_to_its_end(door):
    assert send(door, b"[" * 1_000_001).status_code == 413


def test_only_a_post_is_answered(door):
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(door, timeout=30).status_code == 405


def test_while_the_journal_is_away_the_shop_is_asked_to_send_again(journal):
    journal.desk.close()
    status, told = asked(journal, an_order())
    assert (status, told["errors"][0]["problem"]) == (
        503,
        "the journal does not answer: send the same again",
    )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["MUG-BLU", "1e999999", "-0", "NaN", "1e-999", "9" * 400, "\ud800", "\0"]),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("id", "customer", "lines", "requested_on", "priority", "note", "requirements")
LINE_FIELDS = ("sku", "quantity", "unit", "unit_price", "note")
CUSTOMER_FIELDS = ("code", "id", "name", "address", "postcode", "city", "country", "email")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    with a_journal(tmp_path_factory.mktemp("fuzzed")) as journal:
        yield journal


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3),
    st.dictionaries(st.sampled_from(LINE_FIELDS), JSON, max_size=3),
    st.dictionaries(st.sampled_from(CUSTOMER_FIELDS), JSON, max_size=3),
)
@example({}, {"quantity": "1e-7"}, {})
@example({}, {"quantity": 10**30}, {})
@example({"requested_on": "9999-12-31"}, {}, {})
@example({"note": "a\0b"}, {}, {})
@example({}, {"note": "\ud800"}, {})
@example({}, {}, {"code": None, "id": "\u2028"})
def test_whatever_a_shop_sends_is_answered_in_words_and_never_with_a_crash(
    fuzzed, order, line, customer
):
    base = an_order() | {"customer": {"code": "CAFE-SOL"} | customer}
    base["lines"] = [base["lines"][0] | line]
    status, told = asked(fuzzed, json.dumps(base | order).encode())
    assert status in (200, 201, 400, 409, 422)
    assert told.get("order") or all(one["problem"] for one in told["errors"])


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60))
@example(b"[" * 100_000)
@example(b'{"id":' + b"9" * 10_000 + b"}")
@example(b'{"id": NaN}')
@example(b"\xff\xfe{}")
@example(b'{"lines": [{"quantity": 1E+99999999999999999999}]}')
def test_whatever_is_no_order_is_refused(fuzzed, body):
    assert asked(fuzzed, body)[0] in (400, 422)
