"""Formulas: what people put beside a bot's rows, calculated as a spreadsheet does."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.a1 import parse_a1
from sandbox.google.formulas import Calculation, evaluate, implied_format
from sandbox.google.formulas.catalogue import CATALOGUE
from sandbox.google.values import ErrorType, ErrorValue, Formula

NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001  a spreadsheet's own wall clock
EXTENTS = {"Stock": (100, 26), "Bin cards": (10, 10)}
STOCK = {
    "A1": "Item", "B1": "On hand", "C1": "Bin", "D1": "Seen",
    "A2": "MUG-BLU", "B2": 24.0, "C2": "A-01", "D2": 46082.0,
    "A3": "MUG-RED", "B3": 12.0, "C3": "A-02", "D3": 46083.0,
    "A4": "TEE-BLK", "B4": 7.0, "C4": "B-01", "D4": 46084.0,
    "'Bin cards'!A1": 5.0,
}  # fmt: skip


def a_calculation(cells, locale="en_US", named=None):
    """A workbook of two tabs; a text that begins with `=` is a formula."""
    grid = {}
    for name, entry in cells.items():
        cell = parse_a1(name)
        place = (cell.sheet_title or "Stock", cell.start_row, cell.start_column)
        is_formula = isinstance(entry, str) and entry.startswith("=")
        grid[place] = Formula(entry) if is_formula else entry
    return Calculation(
        entry=lambda *place: grid.get(place),
        extent=EXTENTS.get,
        now=NOON,
        locale=locale,
        named=(named or {}).get,
        formulas=lambda sheet: [
            place[1:] for place, e in grid.items() if place[0] == sheet and isinstance(e, Formula)
        ],
    )


def worth(formula, **options):
    """What the formula is worth in H9 of the stock tab."""
    return a_calculation({**STOCK, "H9": formula}, **options).value("Stock", 8, 7)


def spread(formula, **options):
    """All that the formula in H9 yields."""
    return a_calculation({**STOCK, "H9": formula}, **options).table("Stock", 8, 7)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3^2", 19.0),
        ("=-2^2", 4.0),
        ("=2^3^2", 64.0),
        ("=(1+2)*3%", 0.09),
        ("=5%%", 0.0005),
        ("=10/4", 2.5),
        ("=1-2-3", -4.0),
        ("=--5", 5.0),
        ("=+4912", 4912.0),
        ('="MUG"&"-"&1', "MUG-1"),
        ('="a"&1/3', "a0.333333333333333"),
        ('="say ""hi"""', 'say "hi"'),
        ("=1=1", True),
        ('="mug"="MUG"', True),
        ('=2>"a"', False),
        ('="a"<TRUE', True),
        ("=1<>1", False),
        ("=Z9=0", True),
        ('=Z9=""', True),
        ('="5"+1', 6.0),
        ("=TRUE+1", 2.0),
        ("= 1 + 1 ", 2.0),
        ("=.5+1e2", 100.5),
    ],
)
def test_operators_bind_as_they_do_on_the_page(formula, value):
    assert worth(formula) == value
    assert type(worth(formula)) is type(value)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=B2", 24.0),
        ("=$B$2+Stock!B3", 36.0),
        ("='Bin cards'!A1", 5.0),
        ("=SUM(B2:B4)", 43.0),
        ("=SUM(B:B)", 43.0),
        ("=SUM(B3:B)", 19.0),
        ("=SUM(2:3)", 92201.0),
        ("=COUNT(2:3)", 4.0),
        ("=Z9", None),
        ("=ROWS(A:A)", 100.0),
        ("=COLUMNS(A1:C3)", 3.0),
        ("=ROW()", 9.0),
        ("=COLUMN(C1)", 3.0),
    ],
)
def test_references_reach_cells_ranges_and_other_tabs(formula, value):
    assert worth(formula) == value


def test_a_range_where_one_value_is_needed_means_the_cell_in_the_same_row():
    beside = a_calculation({**STOCK, "H3": "=B2:B4*2"})

    assert beside.value("Stock", 2, 7) == 24.0
    assert worth("=B2:B4*2").type is ErrorType.VALUE


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=SUM(B2:B3,"3",TRUE)', 40.0),
        ("=SUM(A2:A4)", 0.0),
        ("=AVERAGE(B2:B3)", 18.0),
        ("=MIN(B2:B4)", 7.0),
        ("=MAX(B2:B4,100)", 100.0),
        ("=MEDIAN(B2:B4)", 12.0),
        ("=PRODUCT(B2:B3)", 288.0),
        ("=SUMPRODUCT(B2:B4,B2:B4)", 769.0),
        ("=SUMPRODUCT((B2:B4>10)*B2:B4)", 36.0),
        ("=COUNT(A1:B4)", 3.0),
        ("=COUNTA(A:A)", 4.0),
        ("=COUNTBLANK(A1:A9)", 5.0),
        ("=COUNTUNIQUE({1;1;2})", 2.0),
        ("=ABS(-3)", 3.0),
        ("=ROUND(2.345,2)", 2.35),
        ("=ROUND(-2.5)", -3.0),
        ("=ROUND(1234,-2)", 1200.0),
        ("=ROUNDUP(1.1)", 2.0),
        ("=ROUNDDOWN(-1.9)", -1.0),
        ("=INT(-1.5)", -2.0),
        ("=MOD(-3,2)", 1.0),
        ("=CEILING(7,5)", 10.0),
        ("=FLOOR(7,5)", 5.0),
        ("=SQRT(9)", 3.0),
        ("=LARGE(B2:B4,2)", 12.0),
        ("=RANK(12,B2:B4)", 2.0),
    ],
)
def test_numbers_are_summed_counted_and_rounded(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=SUMIF(A2:A4,"MUG*",B2:B4)', 36.0),
        ('=SUMIF(B2:B4,">10")', 36.0),
        ('=SUMIF(B2:B4,"<>12")', 31.0),
        ("=SUMIF(B2:B4,24)", 24.0),
        ('=SUMIFS(B2:B4,A2:A4,"<>TEE-BLK",B2:B4,">=12")', 36.0),
        ('=COUNTIF(A2:A4,"mug-???")', 2.0),
        ('=COUNTIF(A2:A4,"MUG-~*")', 0.0),
        ('=COUNTIF(A2:A9,"")', 5.0),
        ('=COUNTIF(A2:A9,"<>")', 3.0),
        ('=COUNTIF(D2:D4,">=2026-03-02")', 2.0),
        ('=COUNTIFS(A:A,"MUG-BLU",B:B,24)', 1.0),
        ('=COUNTIFS(C2:C4,"A*",B2:B4,"<20")', 1.0),
        ('=AVERAGEIF(A2:A4,"MUG*",B2:B4)', 18.0),
        ('=MAXIFS(B2:B4,C2:C4,"A*")', 24.0),
    ],
)
def test_criteria_pick_cells(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=IF(B2>10,"many","few")', "many"),
        ("=IF(FALSE,1)", False),
        ("=IF(TRUE,,5)", None),
        ("=IF(TRUE,1,1/0)", 1.0),
        ('=IFS(B2<10,"few",TRUE,"many")', "many"),
        ('=SWITCH(B3,7,"seven",12,"twelve","other")', "twelve"),
        ('=IFERROR(1/0,"none")', "none"),
        ("=IFERROR(5,1/0)", 5.0),
        ('=IFNA(VLOOKUP("x",A:B,2,FALSE),"no such item")', "no such item"),
        ("=AND(B2>1,B3>1)", True),
        ("=OR(B2>100,B3>100)", False),
        ("=NOT(B2>100)", True),
        ("=ISBLANK(Z9)", True),
        ("=ISNUMBER(B2)", True),
        ("=ISTEXT(A2)", True),
        ("=ISERROR(1/0)", True),
        ("=ISNA(NA())", True),
        ("=TRUE", True),
    ],
)
def test_conditions_choose(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=CONCATENATE(A2," ",B2)', "MUG-BLU 24"),
        ("=CONCAT(A2,B2)", "MUG-BLU24"),
        ('=JOIN(", ",A2:A4)', "MUG-BLU, MUG-RED, TEE-BLK"),
        ('=TEXTJOIN("/",TRUE,A2,"",A3)', "MUG-BLU/MUG-RED"),
        ('=TEXT(B2,"000")', "024"),
        ('=TEXT(D2,"yyyy-mm-dd")', "2026-03-01"),
        ('=TEXT("abc","0")', "abc"),
        ('=VALUE("1,200.50")', 1200.5),
        ("=LEN(A2)", 7.0),
        ("=LEFT(A2,3)", "MUG"),
        ("=LEFT(A2)", "M"),
        ("=RIGHT(A2,3)", "BLU"),
        ("=MID(A2,5,3)", "BLU"),
        ('=UPPER("mug")', "MUG"),
        ("=LOWER(A2)", "mug-blu"),
        ('=TRIM("  a   b ")', "a b"),
        ('=SUBSTITUTE(A2,"-","_")', "MUG_BLU"),
        ('=SUBSTITUTE("a-b-c","-","+",2)', "a-b+c"),
        ('=FIND("BLU",A2)', 5.0),
        ('=SEARCH("b?u",A2)', 5.0),
        ('=REGEXMATCH(A2,"^MUG")', True),
        ('=REGEXEXTRACT(A2,"-(.*)")', "BLU"),
        ('=REGEXREPLACE(A2,"(.*)-(.*)","$2-$1")', "BLU-MUG"),
        ('=REPT("ab",3)', "ababab"),
        ('=EXACT("a","A")', False),
        ('=HYPERLINK("https://example.com/MUG-BLU","Blue mug")', "Blue mug"),
        ('=HYPERLINK("https://example.com/MUG-BLU")', "https://example.com/MUG-BLU"),
    ],
)
def test_texts_are_joined_cut_and_shown(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=VLOOKUP("MUG-RED",A2:C4,2,FALSE)', 12.0),
        ('=VLOOKUP("mug-red",A2:C4,3,0)', "A-02"),
        ("=VLOOKUP(2.5,{1,10;2,20;3,30},2)", 20.0),
        ('=HLOOKUP("On hand",A1:C4,2,FALSE)', 24.0),
        ('=MATCH("TEE-BLK",A2:A4,0)', 3.0),
        ("=MATCH(20,{1,10,30})", 2.0),
        ("=MATCH(20,{30,20,10},-1)", 2.0),
        ('=INDEX(B2:B4,MATCH("TEE-BLK",A2:A4,0))', 7.0),
        ("=INDEX(A2:C4,2,3)", "A-02"),
        ('=XLOOKUP("MUG-BLU",A2:A4,C2:C4)', "A-01"),
        ('=XLOOKUP("zz",A2:A4,C2:C4,"nowhere")', "nowhere"),
        ('=XLOOKUP("TEE*",A2:A4,B2:B4,"",2)', 7.0),
        ("=XLOOKUP(10,B2:B4,A2:A4,,-1)", "TEE-BLK"),
        ("=XLOOKUP(10,B2:B4,A2:A4,,1)", "MUG-RED"),
        ('=CHOOSE(2,"a","b")', "b"),
        ("=ADDRESS(2,3)", "$C$2"),
    ],
)
def test_values_are_looked_up(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=TODAY()", 46348.0),
        ("=NOW()", 46348.5),
        ("=DATE(2026,3,1)", 46082.0),
        ("=DATE(2026,14,1)", 46419.0),
        ("=DATE(2026,3,0)", 46081.0),
        ("=YEAR(D2)", 2026.0),
        ("=MONTH(D2)", 3.0),
        ("=DAY(D2)", 1.0),
        ("=HOUR(NOW())", 12.0),
        ("=WEEKDAY(D2)", 1.0),
        ("=WEEKDAY(D2,2)", 7.0),
        ("=EDATE(DATE(2026,1,31),1)", 46081.0),
        ("=EOMONTH(DATE(2026,1,5),0)", 46053.0),
        ("=TODAY()-D2", 266.0),
        ('=DATEDIF(D2,TODAY(),"M")', 8.0),
        ('=DATEVALUE("2026-03-01")', 46082.0),
        ("=TIME(6,0,0)", 0.25),
    ],
)
def test_dates_are_numbers_and_now_is_given(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "table"),
    [
        ("={1,2;3,4}", ((1.0, 2.0), (3.0, 4.0))),
        ("={A2:A3,B2:B3}", (("MUG-BLU", 24.0), ("MUG-RED", 12.0))),
        ("=FILTER(A2:B4,B2:B4>10)", (("MUG-BLU", 24.0), ("MUG-RED", 12.0))),
        ('=FILTER(A2:A4,B2:B4>10,C2:C4="A-02")', (("MUG-RED",),)),
        ("=UNIQUE({1;1;2})", ((1.0,), (2.0,))),
        ("=SORT(A2:B4,2,TRUE)", (("TEE-BLK", 7.0), ("MUG-RED", 12.0), ("MUG-BLU", 24.0))),
        ("=ARRAYFORMULA(B2:B4*2)", ((48.0,), (24.0,), (14.0,))),
        ('=ARRAYFORMULA(IF(B2:B4>10,"ok","low"))', (("ok",), ("ok",), ("low",))),
        ("=ARRAYFORMULA(LEN(A2:A3)&C2:C3)", (("7A-01",), ("7A-02",))),
        ("=TRANSPOSE(B2:B4)", ((24.0, 12.0, 7.0),)),
        ("=SEQUENCE(2,2)", ((1.0, 2.0), (3.0, 4.0))),
        ('=SPLIT("a,b",",")', (("a", "b"),)),
        ("=INDEX(A2:C4,2)", (("MUG-RED", 12.0, "A-02"),)),
    ],
)
def test_some_formulas_yield_a_table(formula, table):
    assert spread(formula) == table


def test_an_error_within_an_array_stays_in_its_own_place():
    (first,), (second,) = spread("=ARRAYFORMULA(1/{1;0})")

    assert first == 1.0
    assert second.type is ErrorType.DIVIDE_BY_ZERO


def test_what_spills_is_seen_by_other_formulas():
    calculation = a_calculation({"A1": "=SEQUENCE(3)", "C1": "=SUM(A1:A5)"})

    assert calculation.value("Stock", 0, 2) == 6.0
    assert calculation.value("Stock", 2, 0) == 3.0
    assert calculation.spilled("Stock") == {(1, 0): 2.0, (2, 0): 3.0}


def test_an_entry_in_the_way_stops_an_array_and_is_named():
    calculation = a_calculation({"A1": "=SEQUENCE(3)", "A3": "mine"})

    assert calculation.value("Stock", 0, 0) == ErrorValue(
        ErrorType.REF, "Array result was not expanded because it would overwrite data in A3."
    )
    assert calculation.value("Stock", 1, 0) is None


@pytest.mark.parametrize(
    ("formula", "kind", "message"),
    [
        ("=1/0", ErrorType.DIVIDE_BY_ZERO, "Function DIVIDE parameter 2 cannot be zero."),
        (
            "=A2+1",
            ErrorType.VALUE,
            (
                "Function ADD parameter 1 expects number values. "
                "But 'MUG-BLU' is a text and cannot be coerced to a number."
            ),
        ),
        ("=FOO(1)", ErrorType.NAME, "Unknown function: 'FOO'."),
        ("=minimum", ErrorType.NAME, "Unknown range name: 'MINIMUM'."),
        ("=SUM(", ErrorType.ERROR, "Formula parse error."),
        ("=+49 12", ErrorType.ERROR, "Formula parse error."),
        ("=1 ! 2", ErrorType.ERROR, "Formula parse error."),
        ("=Gone!A1", ErrorType.REF, "Unresolved sheet name 'Gone'."),
        ("=A5000", ErrorType.REF, "Reference does not exist."),
        ("=#REF!+1", ErrorType.REF, ""),
        (
            '=VLOOKUP("x",A2:B4,2,FALSE)',
            ErrorType.N_A,
            "Did not find value 'x' in VLOOKUP evaluation.",
        ),
        (
            '=VLOOKUP("MUG-BLU",A2:B4,3,FALSE)',
            ErrorType.REF,
            "VLOOKUP evaluates to an out of bounds range.",
        ),
        (
            "=SUM()",
            ErrorType.N_A,
            (
                "Wrong number of arguments to SUM. Expected between 1 and 2147483647 arguments, "
                "but got 0 arguments."
            ),
        ),
        (
            "=AVERAGE(Z1:Z3)",
            ErrorType.DIVIDE_BY_ZERO,
            "Evaluation of function AVERAGE caused a divide by zero error.",
        ),
        ("=10^400", ErrorType.NUM, "Numeric value is greater than 1.79769E+308."),
        (
            "=SQRT(-1)",
            ErrorType.NUM,
            "Function SQRT parameter 1 value is -1. It should be greater than or equal to 0.",
        ),
        ("=FILTER(A2:A4,B2:B4>99)", ErrorType.N_A, "No matches are found in FILTER evaluation."),
        ("=SUM(1/0,2)", ErrorType.DIVIDE_BY_ZERO, "Function DIVIDE parameter 2 cannot be zero."),
    ],
)
def test_an_error_is_a_value_in_googles_words(formula, kind, message):
    assert worth(formula) == ErrorValue(kind, message)


@pytest.mark.parametrize(
    "formula",
    [
        '=IMPORTXML("http://example.com","//a")',
        '=IMPORTRANGE("abc","A1")',
        '=IMPORTDATA("http://example.com")',
        '=IMPORTHTML("http://example.com","table",1)',
        '=GOOGLEFINANCE("GOOG")',
    ],
)
def test_nothing_is_fetched_from_a_network(formula):
    assert worth(formula).type is ErrorType.N_A


def test_a_circle_of_formulas_is_a_reference_error_in_each_of_them():
    circle = a_calculation({"A1": "=B1", "B1": "=A1+1", "C1": "=C1", "D1": "=IFERROR(D1,5)"})

    worths = [circle.value("Stock", 0, column) for column in range(4)]

    assert {error.type for error in worths} == {ErrorType.REF}
    assert worths[0].message.startswith("Circular dependency detected.")


def test_a_branch_not_taken_closes_no_circle():
    assert worth("=IF(TRUE,1,H9)") == 1.0


@pytest.mark.parametrize("length", [50, 99])
def test_a_long_chain_of_formulas_is_followed_to_its_end(length):
    chain = {"A1": 1.0} | {f"A{row}": f"=A{row - 1}+1" for row in range(2, length + 1)}

    assert a_calculation(chain).value("Stock", length - 1, 0) == float(length)


def test_a_long_circle_is_found_as_well():
    chain = {f"A{row}": f"=A{row - 1}+1" for row in range(2, 100)} | {"A1": "=A99"}

    assert a_calculation(chain).value("Stock", 98, 0).type is ErrorType.REF


def test_a_formula_nested_beyond_reason_is_an_error_too():
    assert worth("=" + "(" * 500 + "1" + ")" * 500).type is ErrorType.ERROR


def test_a_named_range_is_known_by_its_name():
    named = {"on_hand": parse_a1("Stock!B2:B4")}

    assert worth("=SUM(on_hand)", named=named) == 43.0


def test_where_the_comma_is_decimal_semicolons_part_arguments():
    assert worth("=SUM(1,5;2)", locale="de_DE") == 3.5
    assert spread("={1\\2;3\\4}", locale="de_DE") == ((1.0, 2.0), (3.0, 4.0))
    assert worth('=VALUE("1.200,5")', locale="de_DE") == 1200.5


@pytest.mark.parametrize(
    ("formula", "kind", "shown_as"),
    [
        ("=TODAY()", "DATE", "m/d/yyyy"),
        ("=TODAY()+7", "DATE", "m/d/yyyy"),
        ("=NOW()", "DATE_TIME", "m/d/yyyy h:mm:ss"),
        ("=5%", "PERCENT", "0.00%"),
    ],
)
def test_a_formula_may_tell_its_cell_how_to_show(formula, kind, shown_as):
    assert implied_format(formula) == {"type": kind, "pattern": shown_as}


@pytest.mark.parametrize("formula", ["=1+1", "=TODAY()-TODAY()", "=SUM(", "=A1"])
def test_most_formulas_show_as_any_number_does(formula):
    assert implied_format(formula) is None


def test_one_formula_can_be_calculated_by_itself():
    cells = {("Stock", 0, 0): 20.0, ("Stock", 1, 0): 22.0}

    def read(*place):
        return cells.get(place)

    assert evaluate("=SUM(A1:A2)", ("Stock", 5, 5), read, EXTENTS.get, now=NOON) == 42.0
    assert evaluate("={1,2}", ("Stock", 5, 5), read, EXTENTS.get, now=NOON) == ((1.0, 2.0),)


@given(st.text(alphabet='=()+-*/^&%<>,;{}"ABZ129$:!#. ', max_size=25))
def test_any_text_after_an_equals_sign_ends_in_a_value(text):
    assert isinstance(worth("=" + text), str | float | bool | ErrorValue | None)


arguments = st.sampled_from(
    [
        *(
            "",
            "0",
            "-1",
            "2.5",
            "1e308",
            "TRUE",
            '""',
            '"MUG*"',
            '">5"',
            '"2026-03-01"',
            '"["',
            '"D"',
        ),
        *("A2", "B2", "Z9", "A2:A4", "B2:C4", "B:B", "1:2", "{1,2;3,4}", "1/0", "NA()", "Gone!A1"),
        *("B2:B4>10", "99999999", "H9"),
    ]
)


@given(
    st.sampled_from(sorted(CATALOGUE)),
    st.lists(arguments, max_size=5),
    st.sampled_from(["{}", "ARRAYFORMULA({})", "IFERROR({},0)"]),
)
def test_any_function_with_any_arguments_ends_in_a_value(name, given_arguments, wrapping):
    call = wrapping.format(f"{name}({','.join(given_arguments)})")

    assert isinstance(worth("=" + call), str | float | bool | ErrorValue | None)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8))
def test_a_sum_is_that_of_its_numbers_in_any_order(numbers):
    forwards = ",".join(f"({number!r})" for number in numbers)
    backwards = ",".join(f"({number!r})" for number in reversed(numbers))

    assert worth(f"=SUM({forwards})") == worth(f"=SUM({backwards})")
