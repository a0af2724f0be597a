"""Functions at their edges: the rarer ones, and what each refuses."""

from datetime import datetime

import pytest

from sandbox.google.formulas import evaluate, implied_format
from sandbox.google.formulas.implied import may_spill
from sandbox.google.values import ErrorType, ErrorValue

CELLS = {
    (0, 0): "MUG-BLU", (0, 1): 24.0, (0, 2): True,
    (1, 0): "MUG-RED", (1, 1): 12.0, (1, 2): ErrorValue(ErrorType.N_A, "gone"),
    (2, 0): "TEE-BLK", (2, 1): 7.0, (2, 2): "5",
}  # fmt: skip


def worth(formula):
    """What the formula is worth in J10 of a tab of three rows."""
    return evaluate(
        formula,
        ("Stock", 9, 9),
        lambda _, row, column: CELLS.get((row, column)),
        {"Stock": (50, 26)}.get,
        now=datetime(2026, 11, 22, 12),  # noqa: DTZ001  a spreadsheet's own wall clock
    )


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=STDEV(2,4,4,4,5,5,7,9)", 2.138089935299395),
        ("=LN(1)", 0.0),
        ("=LOG(100)", 2.0),
        ("=LOG(8,2)", 3.0),
        ("=LOG10(1000)", 3.0),
        ("=PI()", 3.141592653589793),
        ("=SIGN(-3)", -1.0),
        ("=SIGN(0)", 0.0),
        ("=POWER(2,10)", 1024.0),
        ("=TRUNC(2.79,1)", 2.7),
        ("=ROUND(1.5,30)", 1.5),
        ("=FLOOR(7,0)", 0.0),
        ("=SMALL(B1:B3,1)", 7.0),
        ("=RANK(7,B1:B3,TRUE)", 1.0),
        ("=PRODUCT(Z1)", 0.0),
        ("=MIN(Z1:Z3)", 0.0),
        ("=XOR(TRUE,TRUE,TRUE)", True),
        ("=ISNONTEXT(5)", True),
        ("=ISLOGICAL(C1)", True),
        ("=ISERR(1/0)", True),
        ("=ISERR(C2)", False),
        ("=IFERROR(C2)", None),
        ("=IFNA(5,1)", 5.0),
        ("=FALSE()", False),
        ('=PROPER("blue mug")', "Blue Mug"),
        ("=CHAR(65)", "A"),
        ('=CODE("A")', 65.0),
        ("=T(5)", ""),
        ('=T("x")', "x"),
        ('=SUBSTITUTE("aa","","b")', "aa"),
        ('=SUBSTITUTE("a","a","b",2)', "a"),
        ('=TEXT(C1,"0")', "TRUE"),
        ('=TEXT("2026-03-01","d mmm")', "1 Mar"),
        ("=VALUE(5)", 5.0),
        ('=REGEXEXTRACT("A-01","\\d+")', "01"),
        ('=SPLIT("a--b","-")', (("a", "b"),)),
        ('=SPLIT("a-1","-")', (("a", 1.0),)),
        ('=SPLIT("a, b",", ",FALSE)', (("a", "b"),)),
        ("=MINUTE(0.4375)", 30.0),
        ("=SECOND(TIME(1,2,3))", 3.0),
        ("=DAYS(10,4)", 6.0),
        ("=WEEKDAY(46082,3)", 6.0),
        ('=DATEDIF(0,400,"Y")', 1.0),
        ('=DATEDIF(0,400,"D")', 400.0),
        ("=FLATTEN({1,2;3,4})", ((1.0,), (2.0,), (3.0,), (4.0,))),
        ("=FILTER({1,2;3,4},{TRUE,FALSE})", ((1.0,), (3.0,))),
        ("=SORT({1;3;2},1,FALSE)", ((3.0,), (2.0,), (1.0,))),
        ("=SORT({2;1})", ((1.0,), (2.0,))),
        ("=XLOOKUP(2,{1,2,3},{4,5,6;7,8,9})", ((5.0,), (8.0,))),
        ("=XLOOKUP(2,{1;2},{1,2;3,4})", ((3.0, 4.0),)),
        ("=XLOOKUP(1,{1;2;1},{7;8;9},,0,-1)", 9.0),
        ("=MATCH(5,{1,2,3})", 3.0),
        ("=INDEX({1,2,3},2)", 2.0),
        ("=INDEX({1,2;3,4},0,2)", ((2.0,), (4.0,))),
        ("=ROW(A2:A3)", ((2.0,), (3.0,))),
        ("=COLUMN(A1:B1)", ((1.0, 2.0),)),
        ("=COLUMNS({1,2})", 2.0),
        ("=ROWS({1;2})", 2.0),
        ("=ADDRESS(2,3,4)", "C2"),
        ('=COUNTIF(B1:B3,"<10")', 1.0),
        ('=COUNTIF(A1:A3,">=MUG-RED")', 2.0),
        ('=COUNTIF(C1:C3,"TRUE")', 1.0),
        ("=COUNTIF(C1:C3,TRUE)", 1.0),
        ('=MINIFS(B1:B3,A1:A3,"MUG*")', 12.0),
        ('=IF("TRUE",1,2)', 1.0),
        ("=IF(Z1,1,2)", 2.0),
        ("=-TRUE", -1.0),
        ("=+A1", "MUG-BLU"),
        ('=1E20&""', "1E+20"),
        ('=TRUE&""', "TRUE"),
        ('=Z1&""', ""),
        ("=Z1=FALSE", True),
        ("=COUNTA(ARRAYFORMULA(A1:A3&B1:B3))", 3.0),
        ("=ARRAYFORMULA({1,2}+{10;20})", ((11.0, 12.0), (21.0, 22.0))),
    ],
)
def test_a_function_at_its_edge_has_its_value(formula, value):
    assert worth(formula) == value


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("=MEDIAN(Z1)", ErrorType.NUM),
        ("=STDEV(1)", ErrorType.DIVIDE_BY_ZERO),
        ("=SUMPRODUCT({1,2},{1;2})", ErrorType.VALUE),
        ("=SUMPRODUCT(C2:C2)", ErrorType.N_A),
        ("=MOD(1,0)", ErrorType.DIVIDE_BY_ZERO),
        ("=LN(0)", ErrorType.NUM),
        ("=LOG(5,0)", ErrorType.NUM),
        ("=LOG(5,1)", ErrorType.DIVIDE_BY_ZERO),
        ("=0^-1", ErrorType.NUM),
        ("=(-8)^0.5", ErrorType.NUM),
        ("=RANK(99,B1:B3)", ErrorType.N_A),
        ("=LARGE(B1:B3,9)", ErrorType.NUM),
        ("=IFS(FALSE,1)", ErrorType.N_A),
        ("=SWITCH(9,1,2)", ErrorType.N_A),
        ("=NOT(A1)", ErrorType.VALUE),
        ("=IF(C2,1,2)", ErrorType.N_A),
        ('=C2&"x"', ErrorType.N_A),
        ("=SUM(C1:C3)", ErrorType.N_A),
        ("=T(C2)", ErrorType.N_A),
        ('=LEFT("abc",-1)', ErrorType.VALUE),
        ('=MID("abc",0,1)', ErrorType.NUM),
        ('=FIND("z","abc")', ErrorType.VALUE),
        ('=VALUE("abc")', ErrorType.VALUE),
        ('=REGEXMATCH("a","[")', ErrorType.REF),
        ('=REGEXEXTRACT("a","b")', ErrorType.N_A),
        ('=SPLIT("a","")', ErrorType.VALUE),
        ("=CHAR(-1)", ErrorType.NUM),
        ('=CODE("")', ErrorType.VALUE),
        ('=REPT("abc",20000)', ErrorType.VALUE),
        ("=DATE(99999,1,1)", ErrorType.NUM),
        ("=YEAR(1e10)", ErrorType.NUM),
        ('=DATEDIF(5,1,"D")', ErrorType.NUM),
        ('=VLOOKUP("MUG-BLU",A1:B3,0,FALSE)', ErrorType.VALUE),
        ('=HLOOKUP("x",A1:B3,9)', ErrorType.REF),
        ("=MATCH(0,{1,2,3})", ErrorType.N_A),
        ("=XLOOKUP(1,{1,2,3},{1,2})", ErrorType.VALUE),
        ("=INDEX(A1:B3,9,9)", ErrorType.NUM),
        ("=CHOOSE(3,1,2)", ErrorType.NUM),
        ("=ROW(5)", ErrorType.N_A),
        ("=ADDRESS(0,1)", ErrorType.VALUE),
        ("=FILTER(A1:A3,{TRUE;FALSE})", ErrorType.N_A),
        ("=SORT(A1:A3,5,TRUE)", ErrorType.VALUE),
        ("=SEQUENCE(0)", ErrorType.NUM),
        ("=SEQUENCE(9999,9999)", ErrorType.ERROR),
        ("=COUNTIFS(A1:A3)", ErrorType.N_A),
        ('=COUNTIFS(A1:A3,"x",B1:B2,1)', ErrorType.VALUE),
        ('=AVERAGEIF(A1:A3,"x",B1:B3)', ErrorType.DIVIDE_BY_ZERO),
        ('=SUMIF(A1:A3,"MUG-RED",C1:C3)', ErrorType.N_A),
        ("={1,2;3}", ErrorType.VALUE),
        ("={A1:A2,B1}", ErrorType.VALUE),
        ("=1e308*10", ErrorType.NUM),
        ("=SUM(1e308,1e308)", ErrorType.NUM),
        ("=SQRT()", ErrorType.N_A),
        ("=DETECTLANGUAGE(A1)", ErrorType.N_A),
        ("=Stock!ZZZZ1", ErrorType.ERROR),
        ("=A1234567890", ErrorType.REF),
        ("=Stock!A1234567890", ErrorType.REF),
        ("=Stock!$A$1234567890", ErrorType.REF),
        ('="open', ErrorType.ERROR),
        ("={1,2", ErrorType.ERROR),
    ],
)
def test_a_function_refuses_with_an_error_of_the_right_kind(formula, kind):
    error = worth(formula)

    assert isinstance(error, ErrorValue)
    assert error.type is kind


def test_arrays_of_different_size_fail_only_where_they_do_not_meet():
    ((first,), (second,), (third,)) = worth("=ARRAYFORMULA({1;2;3}+{1;2})")

    assert (first, second) == (2.0, 4.0)
    assert third.type is ErrorType.N_A


@pytest.mark.parametrize(
    ("formula", "may"),
    [
        ("=UNIQUE(A1:A3)", True),
        ("=IF(TRUE,{1,2},0)", True),
        ("=-SEQUENCE(3)", True),
        ("=1+SUM(A1:A3)", False),
        ("=broken(", False),
    ],
)
def test_whether_a_formula_may_spill_is_told_from_its_text(formula, may):
    assert may_spill(formula) is may


def test_a_difference_of_two_days_is_a_number_and_a_shifted_day_a_day():
    assert implied_format("=TODAY()-DATE(2026,1,1)") is None
    assert implied_format("=DATE(2026;1;1)+30", "de_DE") == {
        "type": "DATE",
        "pattern": "dd.mm.yyyy",
    }
