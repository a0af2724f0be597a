"""Demand is forecast by our own methods, or by the library where somebody wants it and has it."""

import pytest

from bincard.house_jobs import forecaster_of
from bincard.settings import Settings, SettingsError
from inventory.forecasting.together import expect_together
from outside.statsforecast_library import is_installed
from outside.statsforecast_methods import expect_with_library


def test_our_own_needs_no_setting():
    assert forecaster_of(Settings(_env_file=None)) is expect_together


@pytest.mark.skipif(not is_installed(), reason="statsforecast is not installed")
def test_the_library_is_asked_where_it_is_wanted():
    settings = Settings(_env_file=None, forecaster="statsforecast")
    assert forecaster_of(settings) is expect_with_library


def test_a_library_that_is_not_there_is_named():
    settings = Settings(_env_file=None, forecaster="statsforecast")
    with pytest.raises(SettingsError, match="FORECASTER=statsforecast needs its library"):
        forecaster_of(settings, has_library=lambda: False)
