"""A forecast in words: what is expected, how wrong that has been, and what follows from it."""

from decimal import Decimal

import pytest

from bot.messages.forecast_words import (
    BASES,
    CLASSES,
    METHOD_NAMES,
    METHODS,
    POLICIES,
    SERVICES,
    STAGES,
    days_words,
    lead_time_words,
    warning_words,
)
from bot.messages.forecasts import ItemStanding, forecast_message, sites_message
from inventory.documents.forecast import (
    Accuracy,
    DemandClass,
    LeadTimeBasis,
    LeadTimeEstimate,
    LifeStage,
    Parameters,
)
from inventory.forecasting.forecaster import Method
from inventory.item import Component
from inventory.planning.outlook import Outlook
from inventory.stock_policy import PolicyKind, ServiceKind
from outside.statsforecast_methods import TRIED
from tests.bot.forecasts import a_forecast, an_outlook
from tests.builders import an_item


def standing(forecast=None, **facts):
    shown = an_outlook(forecast) if forecast else None
    usual = {"item": an_item(), "forecast": forecast, "shown": shown, "available": Decimal(44)}
    return ItemStanding(**(usual | facts))


def said(forecast, **facts):
    return forecast_message(standing(forecast, **facts), has_picture=True).text.splitlines()


def test_everything_that_is_known_of_an_item_is_said_in_plain_words():
    assert said(a_forecast(), coming=Decimal(36), waited_for=Decimal(10)) == [
        "*MUG-BLU* Blue mug: about 11 pieces a week expected; of ten weeks nine bring 5 to 19.",
        (
            "*Demand:* asked for nearly every week, in much the same amounts (smooth, class A by value, "
            "X by regularity)."
        ),
        (
            "*Method:* past demand smoothed, slowly and quickly (SBA and IMAPA), of 19 weeks, 1 week left out "
            "because it had run out. Tried 6 times on its own past, over 3 weeks each: off by 21.3 %, "
            "3.1 % too high on the whole; 94 % stayed within the bound that 95 % should."
        ),
        (
            "*Delivery:* 12 days, give or take 3 (from 8 deliveries of this item), looked at every "
            "7 days. In those 19 days 31 pieces are expected; there should be enough for 46."
        ),
        (
            "*Buying:* at 35 or below, up to 70; 12 of it are safety stock (worked out from the "
            "forecast)."
        ),
        (
            "*Service:* 95 % of what is asked for there at once, aimed at 96.2 %, achieved 94.1 % of "
            "late."
        ),
        "*Now:* 44 pieces available, 36 coming, 10 waited for by orders: lasts 21 days.",
        "Worked out on Mon 2026-11-23.",
    ]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (
            {"promised": "0.91", "items": 124},
            (
                "Its own part beside the 123 others is 91 %, because one more piece of it serves less "
                "often than one of theirs: it is asked for now and then, in very different amounts."
            ),
        ),
        (
            {"promised": "0.8", "items": 124, "is_least": True},
            (
                "Its own part beside the 123 others is 80 %, because one more piece of it serves less "
                "often than one of theirs, and no item is promised less: it is asked for now and then, "
                "in very different amounts."
            ),
        ),
        (
            {"promised": "0.983", "items": 2},
            (
                "Its own part beside the other is 98.3 %, because one more piece of it serves more often "
                "than one of theirs."
            ),
        ),
        (
            {"promised": "0.953", "items": 1},
            "No other item shares the promise yet: its own part is all of it, 95.3 %.",
        ),
    ],
)
def test_a_shared_service_is_told_with_the_items_own_part_and_why(part, says):
    lines = said(
        a_forecast(
            service=ServiceKind.SHARED,
            target="0.95",
            demand_class=DemandClass.LUMPY,
            shared=part,
        )
    )
    assert lines[5] == (
        "*Service:* 95 % of what is asked for there at once, of all that share the promise together, "
        f"achieved 94.1 % of late. {says}"
    )


def test_an_item_that_has_no_part_of_a_shared_service_is_not_told_of_one():
    forecast = a_forecast(service=ServiceKind.SHARED, policy=PolicyKind.MIN_MAX)
    assert said(forecast)[5] == (
        "*Service:* 95 % of what is asked for there at once, aimed at 96.2 %, achieved 94.1 % of late."
    )


def test_without_a_forecast_it_says_when_there_will_be_one():
    shown = Outlook(item="MUG-BLU", period="week", past=("2026-11-16",), demand=(3,))
    lines = said(None, shown=shown)
    assert lines[0] == "*MUG-BLU* Blue mug: no forecast yet."
    assert "`bincard job plan`" in lines[1]
    assert lines[2] == "*Now:* 44 pieces available."


def test_without_any_history_it_says_what_to_do_until_then():
    assert "Set minimum and maximum on Items until there is." in said(None)[1]


def test_what_nobody_asks_for_lasts_as_long_as_nobody_asks():
    forecast = a_forecast(
        mean=0, demand_class=DemandClass.NONE, life_stage=LifeStage.DEAD, method="none"
    )
    lines = said(forecast)
    assert lines[0] == "*MUG-BLU* Blue mug: nothing is expected to be asked for."
    assert "*Demand:* never asked for so far." in lines
    assert "Dead: nobody has asked for it in a very long time." in lines
    assert "*Now:* 44 pieces available." in lines


def test_what_goes_rarely_is_told_by_the_days_between():
    assert "about 1 piece every 70 days expected" in said(a_forecast(mean=Decimal("0.1")))[0]


def test_without_a_history_no_method_is_praised():
    assert "*Method:* no demand, so none is expected." in said(
        a_forecast(method="none", mean=0, history=0, censored=0)
    )


def test_a_new_item_is_called_new_and_not_judged():
    forecast = a_forecast(life_stage=LifeStage.NEW, history=2, accuracy=Accuracy())
    text = "\n".join(said(forecast))
    assert "New: there is little history yet" in text
    assert "The history is too short to try it on its own past." in text


def test_what_waits_for_a_manager_is_said_beside_what_acts():
    waiting = Parameters(
        safety_stock=Decimal(20), reorder_point=Decimal(50), order_up_to_level=Decimal(90)
    )
    assert (
        "Newly worked out and waiting for a manager: at 50 or below, up to 90; 20 of it are safety "
        "stock. See `/inv reviews`."
    ) in said(a_forecast(waiting=waiting))


def test_trend_and_season_are_told_where_they_count():
    lines = said(a_forecast(trend=Decimal("-0.25"), season=(Decimal(1),) * 52))
    assert lines[1].endswith("It changes: 0.25 less with every week and with the seasons.")


def test_warnings_are_sentences_and_an_unknown_one_says_its_name():
    assert "Mind: The smallest order is more than is used in a year." in said(
        a_forecast(warnings=("minimum_order_over_year",))
    )
    assert warning_words("never_heard_of") == "Never heard of."


def test_without_somebody_who_draws_it_says_so():
    text = forecast_message(standing(a_forecast()), has_picture=False).text
    assert text.endswith("No picture could be drawn here.")


def test_several_sites_have_a_line_each():
    north = standing(a_forecast(site="North"), site="North")
    south = standing(None, site="South", available=Decimal(3))
    text = sites_message([north, south], "/inv forecast MUG-BLU site:North", has_picture=True).text
    assert text.splitlines() == [
        "*MUG-BLU* Blue mug, site by site:",
        "*North*: about 11 pieces a week expected, 44 pieces available: lasts 27 days.",
        "*South*: no forecast yet, 3 pieces available.",
        "Everything about one site: `/inv forecast MUG-BLU site:North`",
    ]


def test_a_name_is_text_whatever_it_holds():
    item = an_item(name="<!channel> & *mug* $x$")
    text = forecast_message(standing(a_forecast(), item=item), has_picture=True).text
    assert "&lt;!channel&gt; &amp; *mug* $x$" in text


@pytest.mark.parametrize(
    ("basis", "deliveries", "words"),
    [
        (LeadTimeBasis.ITEM, 1, "from 1 delivery of this item"),
        (LeadTimeBasis.SUPPLIER, 0, "from what this supplier delivers"),
        (LeadTimeBasis.ASSUMED, 0, "assumed: nothing has been delivered yet"),
    ],
)
def test_a_lead_time_says_whose_it_is(basis, deliveries, words):
    estimate = LeadTimeEstimate(days=Decimal(1), deliveries=deliveries, basis=basis)
    assert lead_time_words(estimate).startswith("1 day (" + words)


def test_days_are_whole_and_end_somewhere():
    assert [days_words(Decimal(days)) for days in ("1.2", "10.5", "731")] == [
        "1 day",
        "10 days",
        "more than two years",
    ]


def test_every_name_has_its_words():
    assert set(METHODS) == set(METHOD_NAMES) == {*Method, *TRIED}
    assert set(CLASSES) == set(DemandClass)
    assert set(STAGES) == set(LifeStage) - {LifeStage.ACTIVE}
    assert set(BASES) == set(LeadTimeBasis)
    assert set(POLICIES) == set(PolicyKind)
    assert set(SERVICES) == set(ServiceKind)


def test_a_policy_that_leaves_it_to_people_says_so():
    assert "*Buying:* people decide, nothing is proposed." in said(
        a_forecast(policy=PolicyKind.NONE)
    )


def test_what_is_always_filled_up_has_one_level():
    acts = Parameters(
        safety_stock=Decimal(2), reorder_point=Decimal(9), order_up_to_level=Decimal(9)
    )
    forecast = a_forecast(parameters=acts, policy=PolicyKind.KEEP_AT_LEAST, service_level=0)
    lines = said(forecast)
    assert (
        "*Buying:* filled up to 9 whenever fewer are there or on order (always so many there)."
        in lines
    )
    assert not any("Service" in line for line in lines)


def test_what_every_review_fills_up_is_told_by_its_level_and_how_often():
    acts = Parameters(
        safety_stock=Decimal(31), reorder_point=Decimal(87), order_up_to_level=Decimal(88)
    )
    assert (
        "*Buying:* filled up to 88 at each review (every 7 days); 31 of it are safety stock "
        "(worked out from the forecast)."
    ) in said(a_forecast(parameters=acts))


def test_where_nothing_is_kept_it_is_said_so():
    lines = said(a_forecast(parameters=Parameters()))
    assert "*Buying:* nothing is kept there (worked out from the forecast)." in lines


def test_what_a_policy_keeps_needs_no_history():
    facts = {"warnings": ("no_history", "price_zero"), "policy": PolicyKind.KEEP_AT_LEAST}
    minded = [text for text in said(a_forecast(**facts)) if text.startswith("Mind:")]
    assert minded == ["Mind: Its unit cost is 0, so that no economic order can be worked out."]


def test_nobody_is_told_that_nothing_is_kept_where_stated_levels_keep_it():
    facts = {"warnings": ("no_history",), "policy": PolicyKind.MIN_MAX}
    assert not any(text.startswith("Mind:") for text in said(a_forecast(**facts)))
    facts |= {"policy": PolicyKind.AUTOMATIC, "parameters": Parameters()}
    assert "Mind: Nobody has asked for it yet" in "\n".join(said(a_forecast(**facts)))


def test_a_kit_is_built_and_waits_for_no_supplier():
    kit = an_item(components=(Component(item="MUG-BLU", quantity=Decimal(2)),))
    lines = said(a_forecast(warnings=("lead_time_assumed",)), item=kit)
    assert any(text.startswith("*Building:* at ") for text in lines)
    assert not any(text.startswith("Mind:") for text in lines)


@pytest.mark.parametrize(
    ("tried", "words"),
    [
        ({"origins": 1, "bias": Decimal("0.001")}, "Tried once on its own past, over 2 weeks each"),
        ({"origins": 1, "bias": Decimal("0.001")}, "neither too high nor too low on the whole."),
        ({"origins": 4}, "off by 20 %."),
    ],
)
def test_only_what_was_measured_is_told(tried, words):
    accuracy = Accuracy(periods=2, error=Decimal("0.2"), **tried)
    assert words in "\n".join(said(a_forecast(accuracy=accuracy)))


def test_orders_that_wait_for_more_than_there_is_leave_nothing_to_last():
    text = said(a_forecast(), waited_for=Decimal(60))
    assert "*Now:* 44 pieces available, 60 waited for by orders: lasts less than a day." in text
