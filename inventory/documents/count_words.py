"""The words by which counts are found: a balance on them, the day of a schedule, a month."""

from datetime import date

from inventory.stock_key import StockKey


def balance_word(key: StockKey) -> str:
    """Return the word by which counts of a balance are found."""
    return "\x1f".join(key)


def schedule_word(day: date) -> str:
    """Return the word by which the sheets that the schedule made for a day are found.

    Examples:
        >>> schedule_word(date(2026, 11, 26))
        'scheduled 2026-11-26'
    """
    return f"scheduled {day.isoformat()}"


def month_word(day: date) -> str:
    """Return the word by which counts are found that settled lines in the month of a day.

    Examples:
        >>> month_word(date(2026, 11, 26))
        'settled 2026-11'
    """
    return f"settled {day:%Y-%m}"
