"""Papers are values: complete, named, and only such as can be true."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from inventory.papers.packing_slip import SlipPackage
from inventory.papers.paper import Paper, title_of
from inventory.papers.stock_label import BinLabel, Copies, ItemLabel, LabelSheet
from tests.builders_papers import a_credit_note, a_full_slip, a_label, a_slip, an_invoice


def test_papers_are_called_by_type_and_number():
    mugs, bin_label = ItemLabel(sku="MUG-BLU"), BinLabel(code="A-01")
    labels = LabelSheet(labels=(Copies(label=mugs, copies=3), Copies(label=bin_label)))
    papers = (a_slip(), an_invoice(), a_credit_note(an_invoice()), a_label(tracking=""), labels)
    assert [title_of(paper) for paper in papers] == [
        "packing slip SH-12",
        "invoice INV-1",
        "credit note CN-1",
        "shipping label",
        "label sheet MUG-BLU and 1 more",
    ]


def test_there_is_no_third_box_of_two():
    with pytest.raises(ValidationError, match="there is no package 3 of 2"):
        a_label(package=3, packages=2)


def test_a_slip_knows_its_weight_once_every_box_was_weighed():
    assert a_full_slip().weight == Decimal("14.65")
    assert a_slip().weight is None
    assert a_slip(packages=(SlipPackage(number="PK-1"),)).weight is None


@pytest.mark.parametrize(
    "paper", [a_full_slip(), an_invoice(), a_credit_note(an_invoice()), a_label()]
)
def test_a_paper_kept_as_text_comes_back_as_what_it_was(paper):
    kept = TypeAdapter(Paper).validate_json(paper.model_dump_json())
    assert kept == paper
