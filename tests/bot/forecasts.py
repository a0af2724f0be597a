"""Forecasts and outlooks for tests of words and charts."""

from datetime import date
from decimal import Decimal

from inventory.documents.forecast import (
    Accuracy,
    DemandClass,
    Forecast,
    LeadTimeBasis,
    LeadTimeEstimate,
    LifeStage,
    Parameters,
    Period,
)
from inventory.planning.outlook import outlook

TODAY = date(2026, 11, 26)


def a_forecast(**facts):
    """What is known of blue mugs, of which some ten go a week."""
    usual = {
        "item": "MUG-BLU",
        "computed_on": date(2026, 11, 23),
        "period": Period.WEEK,
        "history": 19,
        "censored": 1,
        "life_stage": LifeStage.ACTIVE,
        "demand_class": DemandClass.SMOOTH,
        "abc_class": "A",
        "xyz_class": "X",
        "method": "sba_imapa",
        "mean": Decimal("11.4"),
        "deviation": Decimal("4.2"),
        "accuracy": Accuracy(
            origins=6,
            periods=3,
            error=Decimal("0.213"),
            bias=Decimal("0.031"),
            coverage=Decimal("0.94"),
            bound=Decimal("0.95"),
        ),
        "lead_time": LeadTimeEstimate(
            days=Decimal(12), deviation=Decimal(3), deliveries=8, basis=LeadTimeBasis.ITEM
        ),
        "review_days": 7,
        "horizon_days": Decimal(19),
        "demand_over_horizon": Decimal(31),
        "upper": Decimal(46),
        "service_level": Decimal("0.95"),
        "target": Decimal("0.962"),
        "achieved": Decimal("0.941"),
        "parameters": Parameters(
            safety_stock=Decimal(12),
            reorder_point=Decimal(35),
            order_up_to_level=Decimal(70),
            order_quantity=Decimal(36),
        ),
    }
    return Forecast.model_validate(usual | facts)


def an_outlook(forecast=None, history=None):
    return outlook(forecast or a_forecast(), history, on=TODAY)
