"""Tables and charts as text."""

from sandbox.slack.rendering.grid import Align, draw_table, pad
from sandbox.slack.rendering.page import Json, Page
from sandbox.slack.rendering.rich_text import rich_text_lines

_BAR = 24


def write_table(page: Page, block: Json) -> None:
    """A table: columns aligned as its settings say."""
    rows = [[_cell(page, cell) for cell in row] for row in block["rows"]]
    settings = block.get("column_settings", [])
    aligns: list[Align] = [(one or {}).get("align", "left") for one in settings]
    _write(page, rows, aligns)


def write_data_table(page: Page, block: Json) -> None:
    """A data table: its caption, then every row of every page; columns of numbers to the right."""
    page.write(block["caption"], "title")
    rows = [[_cell(page, cell) for cell in row] for row in block["rows"]]
    columns = zip(*block["rows"][1:], strict=True)
    aligns: list[Align] = [
        "right" if all(cell["type"] == "raw_number" for cell in column) else "left"
        for column in columns
    ]
    _write(page, rows, aligns)


def _write(page: Page, rows: list[list[str]], aligns: list[Align]) -> None:
    for line in draw_table(rows, aligns):
        page.write(line)


def _cell(page: Page, cell: Json) -> str:
    if cell["type"] == "rich_text":
        return " ".join(rich_text_lines(cell, page.name_of))
    return str(cell["text"] if "text" in cell else cell["value"])


def write_chart(page: Page, block: Json) -> None:
    """A chart: bars for one series or the segments of a pie, a table for several series."""
    page.write(block["title"], "title")
    chart = block["chart"]
    if chart["type"] == "pie":
        _write_bars(page, chart["segments"])
    elif len(chart["series"]) == 1:
        _write_bars(page, chart["series"][0]["data"])
    else:
        _write_series(page, chart)


def _write_bars(page: Page, points: Json) -> None:
    longest = max(len(point["label"]) for point in points)
    most = max((abs(point["value"]) for point in points), default=0) or 1
    for point in points:
        bar = "█" * max(round(_BAR * abs(point["value"]) / most), 0)
        page.write(f"{pad(point['label'], longest)}  {pad(bar, _BAR)}  {point['value']:g}")


def _write_series(page: Page, chart: Json) -> None:
    series = chart["series"]
    values = [{point["label"]: point["value"] for point in one["data"]} for one in series]
    header = [chart["axis_config"].get("x_label", ""), *(one["name"] for one in series)]
    rows = [
        [label, *(f"{one[label]:g}" for one in values)]
        for label in chart["axis_config"]["categories"]
    ]
    aligns: list[Align] = ["left"]
    _write(page, [header, *rows], aligns + ["right"] * len(series))
