"""Problems and warnings are said once, and once more when they are over."""

from inventory import errors
from inventory.commands import ReportProblems
from inventory.problem import Problem
from inventory.warning import ManagersWarning
from tests.builders import fresh_key, refusal_of, warn
from tests.memory_desk import START


def a_problem(column="Minimum", value="abc", tab="Items"):
    return Problem(
        tab=tab,
        row_key="MUG-BLU",
        column=column,
        cell=f"{tab}!F7",
        value=value,
        reason="not a number",
        mend="a number",
    )


def report(*problems, tab="Items"):
    return ReportProblems(key=fresh_key(), actor="sheet", at=START, tab=tab, problems=problems)


def open_problems(desk):
    return [(p.tab, p.column, p.value) for p in desk.book.all(Problem) if p.is_open]


def test_a_tabs_problems_are_those_of_its_last_report(desk):
    desk.handle(report(a_problem(), a_problem("Maximum")))
    desk.handle(report(a_problem(tab="Settings"), tab="Settings"))
    desk.handle(report(a_problem("Maximum", value="xyz")))
    assert open_problems(desk) == [("Items", "Maximum", "xyz"), ("Settings", "Minimum", "abc")]


def test_a_problem_that_comes_back_is_open_again(desk):
    desk.handle(report(a_problem()))
    desk.handle(report())
    assert open_problems(desk) == []
    desk.handle(report(a_problem()))
    assert open_problems(desk) == [("Items", "Minimum", "abc")]


def test_problems_that_are_known_are_not_posted_again(desk):
    desk.handle(report(a_problem()))
    assert refusal_of(desk, report(a_problem())) == errors.NothingChanged(what="problems of Items")


def test_a_topic_has_one_warning_until_it_is_over(desk):
    desk.handle(warn("verify", "Two rows differ"))
    desk.handle(warn("verify", "Three rows differ"))
    desk.handle(warn("sheet", "The sheet does not answer"))
    posted = desk.handle(warn("verify", "All is well", is_over=True))
    assert [(w.number, w.headline, w.is_open) for w in desk.book.all(ManagersWarning)] == [
        ("WN-1", "All is well", False),
        ("WN-2", "The sheet does not answer", True),
    ]
    assert [(n.message, n.audience.value) for n in posted.transaction.notices] == [
        ("WN-1", "managers")
    ]


def test_a_warning_everybody_knows_is_not_said_again(desk):
    assert isinstance(refusal_of(desk, warn(is_over=True)), errors.NothingChanged)
    desk.handle(warn())
    assert isinstance(refusal_of(desk, warn()), errors.NothingChanged)


def test_a_new_warning_after_the_end_has_a_new_number(desk):
    desk.handle(warn())
    desk.handle(warn(is_over=True))
    desk.handle(warn())
    assert [(w.number, w.is_open) for w in desk.book.all(ManagersWarning)] == [
        ("WN-1", False),
        ("WN-2", True),
    ]
