"""What a run looks at: as little as it can, since others wait for the desk meanwhile."""

from inventory.documents.forecast import LifeStage
from inventory.replenishing.alerting.finders import look_for
from tests.inventory.replenishing.alerting.house import a_forecast, a_house, alive, check, keep


def test_an_hourly_run_does_not_look_at_what_moves_slowly():
    desk = a_house(stock=[(400, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(daily=0, life_stage=LifeStage.DEAD))
    desk.handle(check(daily=True))
    assert alive(desk) == [("dead", "MUG-BLU")]

    looks = [look_for(desk.book, check(daily=daily, items=())) for daily in (False, True)]

    assert [{one.item.sku for one in look.items} for look in looks] == [set(), {"MUG-BLU"}]
