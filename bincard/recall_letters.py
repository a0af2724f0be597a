"""What customers read in their mail about a recall; the managers have read it before."""

from bot.messages.letter_words import mailbox_of
from bot.messages.recall_letter import recall_letter
from inventory.book import Book
from inventory.correspondence.mailing import Letter
from inventory.customer import Contact
from inventory.documents.letter import SentLetter
from inventory.documents.recall import Recall


def compose_recall(book: Book, recall: Recall, sent: SentLetter, contact: Contact) -> Letter:
    """Write a letter about a recall.

    Args:
        book: knows items, orders and the house's name.
        recall: as it stands.
        sent: which letter, and to whom as the recall's lines call them.
        contact: who that is, with an e-mail address.
    """
    words = recall_letter(book, recall, sent.reader, contact, kind=sent.kind)
    return Letter(key=sent.key, to=mailbox_of(contact), subject=words.subject, text=words.text)
