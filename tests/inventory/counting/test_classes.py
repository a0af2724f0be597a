"""Which items are A, B and C by what was sold of them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inventory.counting.classes import class_of, classes_by_value, classes_now, values_of
from tests.builders import a_desk, an_item, ship
from tests.memory_desk import START

VALUES = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=3), st.decimals(0, 1000, places=2), max_size=30
)


def values(**each: float) -> dict[str, Decimal]:
    return {sku: Decimal(str(value)) for sku, value in each.items()}


def test_the_first_eighty_per_cent_are_a_the_next_fifteen_b_and_the_rest_c() -> None:
    found = classes_by_value(values(MUG=50, TEE=30, JAM=15, ROPE=5))

    assert found == {"MUG": "A", "TEE": "A", "JAM": "B", "ROPE": "C"}


def test_the_item_that_crosses_the_line_belongs_to_where_it_begins() -> None:
    assert classes_by_value(values(MUG=79, TEE=20, JAM=1)) == {"MUG": "A", "TEE": "A", "JAM": "C"}


def test_the_most_valuable_item_is_a_even_if_there_is_no_other() -> None:
    assert classes_by_value(values(MUG=1)) == {"MUG": "A"}


def test_items_of_equal_value_are_of_one_class() -> None:
    assert set(classes_by_value(dict.fromkeys("ABCDEFGHIJ", Decimal(7))).values()) == {"A"}


def test_what_nobody_buys_is_c() -> None:
    assert classes_by_value(values(MUG=0, TEE=0)) == {"MUG": "C", "TEE": "C"}
    assert classes_by_value({}) == {}


def test_returns_beyond_what_was_shipped_do_not_upset_the_others() -> None:
    assert classes_by_value(values(MUG=10, TEE=-4)) == {"MUG": "A", "TEE": "C"}


def test_value_is_at_cost_or_else_at_price() -> None:
    items = {
        "MUG": an_item("MUG", unit_cost=Decimal(2), price=Decimal(9)),
        "TEE": an_item("TEE", price=Decimal(5)),
        "JAM": an_item("JAM"),
    }
    assert values_of(items, values(MUG=3, TEE=3, JAM=3)) == values(MUG=6, TEE=15, JAM=0)


def test_where_nothing_has_a_cost_quantities_decide() -> None:
    assert values_of({"MUG": an_item("MUG")}, values(MUG=3)) == values(MUG=3)


def test_an_item_may_say_its_class_itself() -> None:
    assert class_of(an_item(abc_class="B"), {"MUG-BLU": "A"}) == "B"
    assert class_of(an_item(), {"MUG-BLU": "A"}) == "A"
    assert class_of(an_item(), {}) == "C"
    assert class_of(None, {}) == "C"


def test_classes_come_from_a_year_of_shipments() -> None:
    stock = [(500, "MUG-BLU", "PACK"), (500, "TEE-BLK-M", "PACK"), (50, "ROPE-8", "PACK")]
    desk = a_desk(an_item("ROPE-8", abc_class="A"), stock=stock)
    for quantity, item in ((99, "MUG-BLU"), (1, "TEE-BLK-M"), (40, "ROPE-8")):
        desk.handle(ship(quantity, item, at="PACK"))

    assert classes_now(desk.book, desk, START.date()) == {"MUG-BLU": "A"}


@given(VALUES)
def test_classes_never_rise_while_values_fall(sold: dict[str, Decimal]) -> None:
    classes = classes_by_value(sold)

    by_value = sorted(sold, key=lambda sku: sold[sku], reverse=True)
    told = [classes[sku] for sku in by_value]
    assert told == sorted(told)
    assert classes.keys() == sold.keys()


@given(VALUES)
def test_a_items_are_at_least_eighty_per_cent_of_the_value(sold: dict[str, Decimal]) -> None:
    classes = classes_by_value(sold)

    total = sum(sold.values(), Decimal(0))
    of_a = sum((value for sku, value in sold.items() if classes[sku] == "A"), Decimal(0))
    assert of_a >= total * Decimal("0.8")
