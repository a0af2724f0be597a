"""A label is asked for, paid once, and fetched; whatever is in doubt is settled by looking."""

import subprocess
import sys
from decimal import Decimal

import pytest
from pydantic import SecretStr

from inventory.carriage.live_rates import (
    CarrierRefusal,
    LabelBought,
    LabelFile,
    NotBought,
    Parcel,
    PostalAddress,
    Quoted,
    RateRequest,
    Refused,
    Unknown,
    settle_purchase,
)
from outside.carriers.easypost import LABEL_BYTES_MAX, EasyPostCarrier
from sandbox.easypost.state import API_KEY
from tests.free_port import free_port

BUY = {"method": "POST", "path": "/buy$"}
LOOK = {"method": "GET", "path": "/shipments/"}
HOME = PostalAddress(
    name="Bincard", street="1 Dock St", city="Reno", postal_code="89501", country="US"
)
ANA = PostalAddress(name="Ana", street="7 Quay Rd", city="Troy", region="NY", country="US")


def a_request(weight="0.5", recipient=ANA, **sides):
    parcel = Parcel(weight=Decimal(weight), **sides)
    return RateRequest(reference="PK-3", sender=HOME, recipient=recipient, parcel=parcel)


@pytest.fixture
def carrier(easypost_api):
    return a_carrier(easypost_api.base_url)


def a_carrier(base_url, key=API_KEY, timeout_s=20, **options):
    return EasyPostCarrier(
        SecretStr(key), api_base=f"{base_url}/v2", timeout_s=timeout_s, **options
    )


def quoted(carrier, **request):
    outcome = carrier.quote(a_request(**request))
    assert isinstance(outcome, Quoted)
    return outcome


def test_quotes_come_cheapest_first(carrier):
    quotes = quoted(carrier).quotes

    assert [(q.carrier, q.service, q.price, q.currency, q.days) for q in quotes] == [
        ("USPS", "GroundAdvantage", Decimal("6.12"), "USD", 3),
        ("UPSDAP", "Ground", Decimal("10.27"), "USD", 4),
        ("USPS", "Priority", Decimal("10.54"), "USD", 2),
        ("USPS", "Express", Decimal("33.31"), "USD", None),
    ]


def test_carriers_that_give_no_rate_say_why(carrier):
    heavy = quoted(carrier, weight="40")
    assert [quote.carrier for quote in heavy.quotes] == ["UPSDAP"]
    assert heavy.silent[0] == "USPS: GroundAdvantage: shipment weighs more than 1120oz"
    spain = ANA.model_copy(update={"country": "ES"})
    assert quoted(carrier, recipient=spain).quotes == ()


def test_what_is_sent_is_in_ounces_and_inches_and_never_too_small(carrier, easypost_api):
    shipment_id = quoted(carrier, length=Decimal(30), width=Decimal("25.4")).shipment_id

    told = easypost_api.client().shipment.retrieve(shipment_id)
    assert (told.parcel.weight, told.parcel.length, told.parcel.width) == (17.7, 11.9, 10.0)
    assert told.parcel.height is None
    assert (told.reference, told.to_address.street1) == ("PK-3", "7 Quay Rd")


def test_a_label_is_bought_and_can_be_printed(carrier):
    offer = quoted(carrier)

    bought = carrier.buy(offer.shipment_id, offer.quotes[0].rate_id)

    assert isinstance(bought, LabelBought)
    assert (bought.carrier, bought.service) == ("USPS", "GroundAdvantage")
    assert (bought.cost, bought.currency) == (Decimal("6.12"), "USD")
    assert carrier.look(offer.shipment_id) == bought
    label = carrier.label(bought)
    assert isinstance(label, LabelFile)
    assert (label.media_type, label.content[:5]) == ("application/pdf", b"%PDF-")


def test_labels_may_be_pictures(easypost_api):
    carrier = a_carrier(easypost_api.base_url, label_format="PNG")
    offer = quoted(carrier)
    bought = carrier.buy(offer.shipment_id, offer.quotes[0].rate_id)
    assert carrier.label(bought).media_type == "image/png"


def test_buying_again_gives_the_label_there_is(carrier, easypost_api):
    offer = quoted(carrier)
    first, *_, other = offer.quotes
    bought = carrier.buy(offer.shipment_id, first.rate_id)

    assert carrier.buy(offer.shipment_id, first.rate_id) == bought
    assert carrier.buy(offer.shipment_id, other.rate_id) == bought
    assert len(easypost_api.sold) == 1


def test_a_shipment_without_a_label_is_not_bought(carrier):
    offer = quoted(carrier)
    assert carrier.look(offer.shipment_id) == NotBought(shipment_id=offer.shipment_id)


@pytest.mark.parametrize(
    ("settings", "reason", "said"),
    [
        ({"balance": "1"}, CarrierRefusal.PAYMENT, "INSUFFICIENT_FUNDS"),
        ({"declines": "No such street"}, CarrierRefusal.INVALID, "No such street"),
    ],
)
def test_a_refused_purchase_costs_nothing(carrier, easypost_api, settings, reason, said):
    offer = quoted(carrier)
    easypost_api.control("POST", "/settings", **settings)

    outcome = carrier.buy(offer.shipment_id, offer.quotes[0].rate_id)

    assert isinstance(outcome, Refused)
    assert outcome.reason is reason
    assert said in outcome.said
    assert easypost_api.sold == []


def test_a_key_that_is_not_known_and_a_thing_that_is_not_there_are_refused(easypost_api, carrier):
    stranger = a_carrier(easypost_api.base_url, key="EZTK-other")
    assert stranger.quote(a_request()).reason is CarrierRefusal.NOT_CONFIGURED
    assert carrier.buy("shp_0", "rate_0").reason is CarrierRefusal.NOT_FOUND
    assert carrier.buy(quoted(carrier).shipment_id, "rate_0").reason is CarrierRefusal.NOT_FOUND


def test_asked_too_often_is_a_refusal_and_is_not_asked_again(carrier, easypost_api):
    offer = quoted(carrier)
    easypost_api.control("DELETE", "/requests")
    easypost_api.fault("429", **BUY)

    assert carrier.buy(offer.shipment_id, "rate").reason is CarrierRefusal.LATER
    assert len(easypost_api.control("GET", "/requests")["requests"]) == 1


@pytest.mark.parametrize(
    "kind", ["500", "502", "503", "disconnect", "applied_then_dropped", "applied_then_500"]
)
def test_an_answer_that_got_lost_is_unknown_and_looking_settles_it(carrier, easypost_api, kind):
    offer = quoted(carrier)
    rate_id = offer.quotes[0].rate_id
    easypost_api.control("DELETE", "/requests")
    easypost_api.fault(kind, **BUY)

    assert isinstance(carrier.buy(offer.shipment_id, rate_id), Unknown)
    assert len(easypost_api.control("GET", "/requests")["requests"]) == 1  # no retries of the SDK
    settled = settle_purchase(carrier, offer.shipment_id, rate_id)

    assert isinstance(settled, LabelBought)
    assert settle_purchase(carrier, offer.shipment_id, rate_id) == settled
    assert [sale["rate_id"] for sale in easypost_api.sold] == [rate_id]


@pytest.mark.parametrize("kind", ["429", "500", "502", "disconnect"])
def test_a_look_that_fails_says_nothing_about_the_purchase(carrier, easypost_api, kind):
    offer = quoted(carrier)
    rate_id = offer.quotes[0].rate_id
    easypost_api.fault("applied_then_dropped", **BUY)
    easypost_api.fault(kind, **LOOK)
    carrier.buy(offer.shipment_id, rate_id)

    assert isinstance(settle_purchase(carrier, offer.shipment_id, rate_id), Unknown)
    assert isinstance(settle_purchase(carrier, offer.shipment_id, rate_id), LabelBought)
    assert len(easypost_api.sold) == 1


def test_a_purchase_that_lands_late_is_still_the_only_one(carrier, easypost_api):
    offer = quoted(carrier)
    rate_id = offer.quotes[0].rate_id
    easypost_api.fault("applied_late", seconds=600, **BUY)

    assert isinstance(carrier.buy(offer.shipment_id, rate_id), Unknown)
    assert carrier.look(offer.shipment_id) == NotBought(shipment_id=offer.shipment_id)
    settled = settle_purchase(carrier, offer.shipment_id, rate_id)  # before the first one lands
    easypost_api.land_everything()

    assert isinstance(settled, LabelBought)
    assert carrier.look(offer.shipment_id) == settled
    assert len(easypost_api.sold) == 1


def test_no_answer_in_time_is_unknown(easypost_api, carrier):
    offer = quoted(carrier)
    easypost_api.fault("slow", seconds=1.5, **BUY)
    hasty = a_carrier(easypost_api.base_url, timeout_s=1)

    assert isinstance(hasty.buy(offer.shipment_id, offer.quotes[0].rate_id), Unknown)


def test_an_answer_nobody_understands_is_unknown(script_http):
    for body in (b"[]", b"{}", b"null", b'{"id": 7}', b'{"id": "shp_1", "rates": [{}]}', b"\xff"):
        carrier = a_carrier(script_http(b"200 OK", body))
        assert isinstance(carrier.quote(a_request()), Unknown)
        assert isinstance(carrier.buy("shp_1", "rate_1"), Unknown)
        assert isinstance(carrier.look("shp_1"), Unknown)


@pytest.mark.parametrize(
    "body",
    [b'{"error": "no"}', b'{"error": {"message": ["a", {"b": "c"}]}}', b"<html>", b'{"error": {}}'],
)
def test_errors_of_any_shape_are_read(script_http, body):
    assert isinstance(a_carrier(script_http(b"500 Oops", body)).buy("shp_1", "rate_1"), Unknown)


@pytest.mark.parametrize("code", [b"SHIPMENT.PURCHASE.IN_PROGRESS", b"SHIPMENT.POSTAGE.TIMED_OUT"])
def test_a_purchase_under_way_is_no_refusal(script_http, code):
    body = b'{"error": {"code": "%b", "message": "wait"}}' % code
    carrier = a_carrier(script_http(b"422 Unprocessable", body))
    assert isinstance(carrier.buy("shp_1", "rate_1"), Unknown)


def test_a_shipment_bought_by_halves_is_unknown(script_http):
    body = b'{"id": "shp_1", "tracking_code": "94001", "selected_rate": null}'
    assert isinstance(a_carrier(script_http(b"200 OK", body)).look("shp_1"), Unknown)


def test_a_redirect_is_not_followed(script_http):
    elsewhere = a_carrier(script_http(b"307 Moved\r\nLocation: http://127.0.0.1:1/", b"{}"))
    assert isinstance(elsewhere.buy("shp_1", "rate_1"), Unknown)


def test_nobody_there_leaves_it_open():
    carrier = a_carrier(f"http://127.0.0.1:{free_port()}")
    assert isinstance(carrier.buy("shp_1", "rate_1"), Unknown)
    assert isinstance(carrier.look("shp_1"), Unknown)


def a_bought_label(url):
    return LabelBought(
        shipment_id="shp_1",
        tracking_number="94001",
        carrier="USPS",
        service="Priority",
        cost=Decimal(7),
        currency="USD",
        label_url=url,
        label_media_type="",
    )


def test_a_label_that_cannot_be_fetched_says_so(easypost_api, carrier, script_http):
    files = f"{easypost_api.base_url}/files/postage_label"
    assert carrier.label(a_bought_label(f"{files}/none.pdf")).reason is CarrierRefusal.NOT_FOUND
    easypost_api.fault("500", path="/files/")
    assert isinstance(carrier.label(a_bought_label(f"{files}/pl_1.pdf")), Unknown)
    assert isinstance(carrier.label(a_bought_label("ftp://labels.example.com/1")), Unknown)
    assert isinstance(
        carrier.label(a_bought_label(f"http://127.0.0.1:{free_port()}/1.pdf")), Unknown
    )
    huge = script_http(b"200 OK", b"x" * (LABEL_BYTES_MAX + 1))
    assert carrier.label(a_bought_label(huge)).reason is CarrierRefusal.INVALID


def test_the_key_is_not_told_to_the_file_store(carrier, script_http):
    heard = []
    url = script_http(b"200 OK", b"%PDF", heard)

    carrier.label(a_bought_label(url))

    assert API_KEY.encode() not in heard[0]


def test_without_its_library_it_says_what_to_install():
    program = (
        "import sys; sys.modules['easypost'] = None\n"
        "from pydantic import SecretStr\n"
        "from outside.carriers.easypost import EasyPostCarrier, SdkMissingError\n"
        "from outside.carriers.easypost_events import EasyPostEvents\n"
        "for make in (EasyPostCarrier, EasyPostEvents):\n"
        "    try: make(SecretStr('k'))\n"
        "    except SdkMissingError as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.count("pip install 'bincard[ship]'") == 2
