"""Who makes forecasts is a setting of the installation."""

from bincard.house_jobs import forecaster_of
from bincard.settings import Settings
from inventory.forecasting.together import expect_together
from outside.statsforecast_methods import expect_with_library


def test_our_own_methods_make_forecasts_unless_the_library_is_asked_for() -> None:
    assert forecaster_of(Settings()) is expect_together
    assert forecaster_of(Settings(forecaster="statsforecast")) is expect_with_library
