"""Shipments as the SDK makes and buys them: priced, paid once, labelled."""

import io

import easypost.errors
import pypdf
import pytest
import requests
from PIL import Image

from tests.easypost_stand_in import ANA

UNPROCESSABLE = easypost.errors.InvalidRequestError


def test_a_shipment_comes_with_rates_the_sdk_can_choose_from(easypost_api):
    shipment = easypost_api.a_shipment()

    assert shipment.id.startswith("shp_")
    assert shipment.lowest_rate().service == "GroundAdvantage"
    assert [(r.carrier, r.rate, r.currency) for r in shipment.rates][:2] == [
        ("USPS", "6.40", "USD"),
        ("USPS", "11.00", "USD"),
    ]


def test_a_bought_shipment_has_a_label_a_number_and_a_tracker(easypost_api):
    shipment = easypost_api.a_shipment()

    bought = easypost_api.client().shipment.buy(shipment.id, rate=shipment.lowest_rate())

    assert bought.tracking_code == bought.tracker.tracking_code
    assert bought.selected_rate.id == shipment.lowest_rate().id
    assert [sale["price"] for sale in easypost_api.sold] == ["6.40"]
    assert easypost_api.control("GET", "/state")["balance"] == "993.60"


def test_a_shipment_is_sold_once_whatever_rate_is_named(easypost_api):
    shipment = easypost_api.a_shipment()
    buy = easypost_api.client().shipment.buy
    buy(shipment.id, rate=shipment.rates[0])

    for rate in shipment.rates[:2]:
        with pytest.raises(UNPROCESSABLE, match="Postage already exists") as refused:
            buy(shipment.id, rate=rate)
        assert refused.value.code == "SHIPMENT.POSTAGE.EXISTS"
    assert len(easypost_api.sold) == 1


def test_rates_that_were_asked_anew_replace_those_before(easypost_api):
    client, shipment = easypost_api.client(), easypost_api.a_shipment()
    anew = client.shipment.regenerate_rates(shipment.id)

    with pytest.raises(easypost.errors.NotFoundError):
        client.shipment.buy(shipment.id, rate=shipment.rates[0])
    client.shipment.buy(shipment.id, rate=anew.rates[0])
    assert len(easypost_api.sold) == 1


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"parcel": None}, "shipment.parcel"),
        ({"parcel": {"length": 3}}, "shipment.parcel.weight"),
        ({"to_address": {}}, "shipment.to_address"),
        ({"from_address": ANA}, "shipment.from_address.country"),
    ],
)
def test_what_must_be_told_is_asked_for_by_name(easypost_api, parts, field):
    with pytest.raises(UNPROCESSABLE) as refused:
        easypost_api.a_shipment(**parts)

    assert refused.value.code == "PARAMETER.REQUIRED"
    assert refused.value.errors == [{"field": field, "message": "cannot be blank"}]


@pytest.mark.parametrize("weight", [0, -1, "heavy", True, float("1e400")])
def test_a_parcel_has_a_weight(easypost_api, weight):
    with pytest.raises(easypost.errors.ApiError):
        easypost_api.a_shipment(parcel={"weight": weight})


@pytest.mark.parametrize(
    ("key", "error"),
    [("EZTK-other", easypost.errors.ForbiddenError), ("", easypost.errors.UnauthorizedError)],
)
def test_nobody_is_let_in_without_a_key(easypost_api, key, error):
    with pytest.raises(error):
        easypost_api.client(key).shipment.retrieve("shp_1")


def test_the_key_may_come_as_the_user_of_basic_authentication(easypost_api):
    shipment = easypost_api.a_shipment()
    url = f"{easypost_api.base_url}/v2/shipments/{shipment.id}"

    assert requests.get(url, auth=("EZTK-sandbox", ""), timeout=20).json()["id"] == shipment.id


def test_what_is_not_there_is_not_found(easypost_api):
    client = easypost_api.client()
    for ask in (client.shipment.retrieve, client.tracker.retrieve, client.event.retrieve):
        with pytest.raises(easypost.errors.NotFoundError):
            ask("shp_none")


def test_a_label_costs_money_that_must_be_there(easypost_api):
    shipment = easypost_api.a_shipment()
    easypost_api.control("POST", "/settings", balance="1.00")

    with pytest.raises(easypost.errors.PaymentError):
        easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
    assert easypost_api.sold == []


def test_a_carrier_may_decline(easypost_api):
    shipment = easypost_api.a_shipment()
    easypost_api.control("POST", "/settings", declines="Invalid ship to attention name")

    with pytest.raises(UNPROCESSABLE, match="attention name") as refused:
        easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
    assert refused.value.code == "SHIPMENT.POSTAGE.FAILURE"


def test_a_purchase_names_a_rate(easypost_api):
    with pytest.raises(UNPROCESSABLE) as refused:
        easypost_api.client().shipment.buy(easypost_api.a_shipment().id)
    assert refused.value.code == "SHIPMENT.MISSING_RATE"


def test_what_is_too_heavy_gets_no_rate_and_a_reason(easypost_api):
    shipment = easypost_api.a_shipment(parcel={"weight": 1200})

    assert [rate.carrier for rate in shipment.rates] == ["UPSDAP"]
    assert "more than 1120oz" in shipment.messages[0].message


def test_nothing_goes_abroad_without_customs_papers(easypost_api):
    abroad = ANA | {"country": "ES"}

    assert easypost_api.a_shipment(to_address=abroad).rates == []
    papers = {"contents_type": "merchandise"}
    assert easypost_api.a_shipment(to_address=abroad, customs_info=papers).rates


def test_labels_can_be_printed(easypost_api):
    labels = {}
    for label_format in ("PDF", "PNG", "ZPL"):
        shipment = easypost_api.a_shipment(options={"label_format": label_format})
        bought = easypost_api.client().shipment.buy(shipment.id, rate=shipment.rates[0])
        answer = requests.get(bought.postage_label.label_url, timeout=20)
        assert answer.headers["Content-Type"].startswith(bought.postage_label.label_file_type)
        labels[label_format] = (bought.tracking_code, answer.content)

    number, content = labels["PDF"]
    assert number in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert Image.open(io.BytesIO(labels["PNG"][1])).size == (812, 1218)
    assert labels["ZPL"][0].encode() in labels["ZPL"][1]


def test_an_unknown_label_format_is_refused(easypost_api):
    with pytest.raises(UNPROCESSABLE, match="label format"):
        easypost_api.a_shipment(options={"label_format": "GIF"})
