"""The tab Weekly reports: a row a week."""

from decimal import Decimal

from inventory.documents.weekly_report import WeekFigures
from tests.bot.weeks import a_report, keep_report
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences


def test_every_week_has_a_row_and_what_was_not_measured_is_blank(office: Office) -> None:
    keep_report(office.desk, a_report())
    keep_report(office.desk, a_report("WR-2026-47", figures=WeekFigures(value=Decimal(3))))
    office.write_all()

    names = ("Report", "Fill rate (percent)", "Stock value", "Forecast bias (percent)", "Rising")
    assert columns(office, "Weekly reports", *names) == [
        ["WR-2026-48", 92.7, 12345.5, -4, "MUG-BLU"],
        ["WR-2026-47", "", 3, "", "MUG-BLU"],
    ]
    assert differences(office) == []
