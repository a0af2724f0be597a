"""Prints labels for whoever asks: typed, by a form, or by the button of a receipt."""

from bot.answering.answers import Answer, Asker, FormWanted, Handout, Said
from bot.answering.clerk import Clerk
from bot.answering.hearer import Hearer
from bot.language.label_lines import VERB, read_labels
from bot.language.usage import UsageError
from bot.messages.message import Message, say
from bot.messages.refused import refused
from bot.messages.stock_labels import NO_PRINTER, file_comment, file_name, printed, too_long
from bot.messages.usage import mistake, usage_of
from inventory.errors import StockError
from inventory.inbound.labelling import LabelRequest, labels_for, sheet_of
from inventory.papers.paper import Printer, UnprintableError
from inventory.rights import require

RIGHT = "print_labels"


class Labelling(Hearer):
    """Makes labels of the book. Everything here blocks, so listeners call it in a thread.

    Args:
        clerk: whose book it is.
        printer: who makes files of them; None where nothing is printed.
        prefix: of commands in this workspace.
    """

    verbs = (VERB,)

    def __init__(self, clerk: Clerk, printer: Printer | None = None, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._printer = printer

    def hear(self, _verb: str, text: str, asker: Asker) -> Answer:
        """Print what is typed, or want the form where nothing is."""
        if not text.strip():
            return self._form(asker)
        try:
            request = read_labels(text, self._clerk.codes)
        except UsageError as error:
            lines = (mistake(error), usage_of(VERB, self._prefix))
            return Said(Message(lines), is_refusal=True)
        return self._clerk.refusing(lambda: self.printed(request, asker.user))

    def printed(self, request: LabelRequest, user: str) -> Said:
        """Print labels; the file is still to be handed out.

        Raises:
            StockError: nothing is printed.
        """
        self._clerk.inquiry(user)
        book = self._clerk.book
        require(book, user, RIGHT)
        if self._printer is None:
            return Said(say(NO_PRINTER), is_refusal=True)
        sheet = sheet_of(book, request)
        try:
            content = self._printer.print(sheet)
        except UnprintableError:
            return Said(say(too_long(sheet.size)), is_refusal=True)
        file = Handout(file_name(sheet), content, file_comment(sheet))
        return Said(printed(sheet), file=file)

    def wanted_for(self, transaction: str, user: str) -> LabelRequest:
        """Return what to stick on the goods of a receipt; nothing where it brought none.

        Raises:
            NotAllowed: the person may not print labels.
        """
        book = self._clerk.book
        require(book, user, RIGHT)
        found = self._clerk.transaction(transaction)
        return labels_for(book, found) if found else LabelRequest(lines=())

    def _form(self, asker: Asker) -> Answer:
        try:
            require(self._clerk.book, asker.user, RIGHT)
        except StockError as error:
            return Said(refused(self._clerk.book, error), is_refusal=True)
        return FormWanted(VERB)
