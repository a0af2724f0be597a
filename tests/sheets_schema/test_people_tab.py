"""The tab People: what an operator is kept to is a few words in a cell."""

from inventory.people import Duty, Person
from tests.sheets_schema.conftest import Office


def test_what_an_operator_is_kept_to_is_read(office: Office) -> None:
    office.types("People!A3", ["U0BEN", "Ben", "operator", "", False, "receiving; Counting"])
    office.poll()
    ben = office.desk.book.get(Person, "U0BEN")
    assert ben is not None
    assert ben.duties == (Duty.RECEIVING, Duty.COUNTING)
    assert office.problems() == []


def test_a_duty_that_nobody_has_is_told_at_its_cell(office: Office) -> None:
    office.types("People!A3", ["U0BEN", "Ben", "operator", "", False, "receiving, sweeping"])
    office.poll(2)
    assert [problem[2] for problem in office.problems()] == ["“sweeping” is no duty"]
    assert office.desk.book.get(Person, "U0BEN") is None
