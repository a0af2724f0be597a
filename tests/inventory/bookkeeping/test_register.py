"""A stage keeps everything a book keeps, until it is absorbed."""

from inventory.book import Book
from tests.returns import a_shop_that_shipped, announce, back


def test_a_stage_notes_the_lines_of_the_documents_it_decides():
    desk = a_shop_that_shipped()
    told = desk.handle(announce(back(2), back(1, "TEE-BLK-M"))).transaction
    book = Book()
    for entered in desk.entered_after(0, told.sequence):
        stage = book.fork()
        stage.apply(entered.transaction)
        book.absorb(stage)
    assert list(book.parts["customer_return"]) == ["RMA-1/1", "RMA-1/2"]
    assert list(book.parts["order"]) == ["SO-1/1", "SO-1/2"]
