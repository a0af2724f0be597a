"""Hears what was typed: posts it, answers it, or wants a form for what is left out."""

from typing import Final

from bot.answering.alerting import Alerting
from bot.answering.answers import Answer, Asker, FormWanted, Said
from bot.answering.approving import Approving
from bot.answering.clerk import Clerk
from bot.answering.counting import COUNT, Counting
from bot.answering.documents import Documents, delivery_of, with_order_here
from bot.answering.forecasting import Forecasting
from bot.answering.fulfilment import Fulfilment
from bot.answering.hearer import Hearer
from bot.answering.labelling import Labelling
from bot.answering.looking_back import LookingBack
from bot.answering.looking_into import LookingInto
from bot.answering.lot_keeping import LotKeeping
from bot.answering.order_taking import OrderTaking
from bot.answering.proposing import Proposing
from bot.answering.purchase_taking import PurchaseTaking
from bot.answering.purchasing import Purchasing
from bot.answering.recalling import Recalling
from bot.answering.rejecting import Rejecting
from bot.answering.reporting import Reporting
from bot.answering.returning import Returning
from bot.answering.reviewing import Reviewing
from bot.answering.shelving import Shelving
from bot.answering.spoken import offered
from bot.answering.tracing import Tracing
from bot.answering.trying import Trying
from bot.language.grammar import VERBS
from bot.language.parse import parse_posting, parse_question, split_verb
from bot.language.requests import Posting, Question
from bot.language.shelf_lines import is_move
from bot.language.step_lines import THIS, is_about_documents
from bot.language.usage import BlockErrors, NoThread, UnknownVerb
from bot.messages import help
from bot.messages.message import Message, say
from bot.messages.posted import own_postings
from bot.messages.refusals import refusal
from bot.messages.refused import refused, unknown_verb, unreadable
from bot.messages.standing import standing
from bot.messages.text import Line
from bot.messages.usage import mistake, usage_of
from bot.suggesting.customers import CustomerNames
from inventory.errors import LineErrors, StockError, UnknownItem, UnknownLocation
from inventory.papers.chart import Plotter
from inventory.papers.paper import Printer
from inventory.ports import StatusSource

OWN_POSTINGS_SHOWN: Final = 5
LINE_MAX: Final = 500


class Hearing:
    """Reads typed text for a clerk.

    Attributes:
        orders, fulfilment, shelving: who hears what is about orders and other documents.
        rejecting: who hears what is about rejected goods.
        recalling: who hears what is about recalls.
        reviewing: who shows which figures wait for a manager's look.
        rejecting, returning: who hears what is about rejected goods and about returns.
        labelling: who prints labels.
        lots: who holds lots back and shows them; `tracing` where they came from and went.
        looking_back: who tells how right the book was; `forecasting` what is expected of an item,
            `trying` what would have been with other figures, `reporting` how weeks went.
        purchases, purchasing: likewise about purchase orders.
        looking_into: who looks into variances.
        alerting: who shows alerts, and hears what people say of them.
        counting, approving: who hears what is about counts, and about what waits for a second person.
        proposing: who hears what is about proposals.

    Args:
        clerk: who posts and answers.
        prefix: of commands in this workspace, for help.
        status: how the bot itself is doing; None where nobody can tell.
        names: what customers are called; by default nobody knows.
        printer: of labels; None where nothing is printed.
        plotter: of charts; None where nothing is drawn.
    """

    def __init__(
        self,
        clerk: Clerk,
        prefix: str = "",
        status: StatusSource | None = None,
        names: CustomerNames | None = None,
        printer: Printer | None = None,
        plotter: Plotter | None = None,
    ) -> None:
        self._clerk = clerk
        self.orders = OrderTaking(clerk, names or CustomerNames(), prefix)
        self.rejecting = Rejecting(clerk, prefix)
        self.recalling = Recalling(clerk, prefix)
        self.returning = Returning(clerk, prefix)
        self.reviewing = Reviewing(clerk, prefix)
        self.purchases = PurchaseTaking(clerk, prefix)
        self.purchasing = Purchasing(clerk, self.purchases, prefix)
        self.fulfilment = Fulfilment(clerk, self.orders, self.purchasing, prefix)
        self.labelling = Labelling(clerk, printer, prefix)
        self.lots = LotKeeping(clerk, prefix)
        self.looking_back = LookingBack(clerk, prefix)
        self.shelving = Shelving(clerk, prefix)
        self.counting = Counting(clerk, prefix)
        self.looking_into = LookingInto(clerk, prefix)
        self.proposing = Proposing(clerk, prefix)
        self.approving = Approving(clerk, self.purchasing, self.proposing, prefix)
        self.tracing = Tracing(clerk, prefix)
        self.forecasting = Forecasting(clerk, plotter, prefix)
        self.trying = Trying(clerk, plotter, prefix)
        self.alerting = Alerting(clerk, prefix)
        self.reporting = Reporting(clerk, plotter, prefix)
        self._prefix = prefix
        self._status = status

    def hear_menu(self, text: str, asker: Asker) -> Answer:
        """Answer `/inv <verb> ...`; alone it shows the menu."""
        if not text.strip():
            return Said(help.menu(self._prefix))
        try:
            verb, rest = split_verb(text)
        except UnknownVerb as error:
            if self.counting.is_entry_here(text, asker):
                return self.hear(COUNT, _of_count(text), asker)
            _, _, rest = text.strip().partition(" ")
            return Said(unknown_verb(error, rest, self._prefix), is_refusal=True)
        return self.hear(verb, rest, asker)

    def plain_posting(self, verb: str, text: str) -> Posting | None:
        """Return a line that only needs to be posted, None where there is more to it.

        Most of what is typed is one good line; it is read in a fraction of a millisecond and does
        not have to wait for a thread.
        """
        if VERBS[verb].command is None or len(text) > LINE_MAX or "\n" in text:
            return None
        if verb == COUNT and self.counting.hears(verb, text):
            return None
        try:
            posting = self._read(verb, text)
        except BlockErrors:
            return None
        is_this = any(line.document.casefold() == THIS for line in posting.lines)
        return None if posting.missing or is_this else posting

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer one verb's command."""
        if verb == "putaway" and is_move(text):
            verb = "move"
        if (other := self._hearer_of(verb, text)) is not None:
            return other.hear(verb, text, asker)
        try:
            if VERBS[verb].command is None:
                return self._hear_question(parse_question(verb, text, self._clerk.codes), asker)
            posting = self._read(verb, text)
        except BlockErrors as error:
            others = self._wrong_too(error, verb, asker)
            return Said(unreadable(error, verb, self._prefix, others), is_refusal=True)
        try:
            posting = with_order_here(posting, Documents(self._clerk.book, asker.place))
        except NoThread as error:
            return Said(say(mistake(error), usage_of(verb, self._prefix)), is_refusal=True)
        if len(posting.lines) <= 1 and posting.missing:
            return self._form(verb, posting, asker)
        return self._clerk.post(posting, asker)

    def _hearer_of(self, verb: str, text: str) -> Hearer | None:
        """Return who hears a line, the first of those who would; None for a plain one."""
        hearers: tuple[Hearer, ...] = (
            self.counting,
            self.approving,
            self.proposing,
            self.looking_into,
            self.fulfilment,
            self.purchasing,
            self.rejecting,
            self.recalling,
            self.returning,
            self.reviewing,
            self.labelling,
            self.lots,
            self.looking_back,
            self.shelving,
            self.tracing,
            self.forecasting,
            self.trying,
            self.alerting,
            self.reporting,
        )
        return next((one for one in hearers if one.hears(verb, text)), None)

    def _read(self, verb: str, text: str) -> Posting:
        return parse_posting(verb, text, today=self._clerk.today, codes=self._clerk.codes)

    def _form(self, verb: str, posting: Posting, asker: Asker) -> Answer:
        """Ask for the rest; a form tells what lies where, so it is for those who may look."""
        try:
            self._clerk.inquiry(asker.user)
            if order := delivery_of(self._clerk.book, posting):
                return FormWanted(verb, posting, delivery_of=order.number)
        except StockError as error:
            return Said(refused(self._clerk.book, error), is_refusal=True)
        return FormWanted(verb, posting)

    def _hear_question(self, question: Question, asker: Asker) -> Answer:
        if question.verb == "help":
            return Said(self._help(question.words))
        if question.verb == "undo" and question.words:
            return self._clerk.undo(question.words.split()[0].upper(), asker)
        if question.verb == "undo":
            own = self._clerk.postings_of(asker.user, OWN_POSTINGS_SHOWN)
            return Said(own_postings(self._clerk.book, own))
        if question.verb == "status":
            return self._clerk.refusing(lambda: self._how_it_stands(asker))
        if question == Question(verb="stock"):
            return FormWanted("stock")
        return self._clerk.refusing(lambda: self._answered(question, asker))

    def _answered(self, question: Question, asker: Asker) -> Said:
        """Answer a question, or offer to ask it about what the person may have meant."""
        if not question.is_about_something:
            return Said(say("Say which item.", usage_of(question.verb, self._prefix)))
        try:
            ask = self._clerk.valuing if question.verb == "value" else self._clerk.inquiry
            return Said(ask(asker.user).answer(question))
        except (UnknownItem, UnknownLocation) as error:
            return offered(self._clerk.book, question, error)

    def _how_it_stands(self, asker: Asker) -> Said:
        self._clerk.inquiry(asker.user)
        if self._status is None:
            return Said(say("Nobody can tell here how the bot is doing."))
        return Said(standing(self._clerk.book, self._status()))

    def _help(self, words: str) -> Message:
        known = words.split()[0].casefold() if words else ""
        if known in VERBS:
            return help.of_verb(known, self._prefix)
        return help.everything(self._prefix)

    def _wrong_too(self, unread: BlockErrors, verb: str, asker: Asker) -> list[tuple[int, Line]]:
        """Return what is wrong with the readable lines of a block that is refused anyway."""
        if not unread.readable:
            return []
        text = "\n".join(line for _, line in unread.readable)
        numbers = [number for number, _ in unread.readable]
        posting = self._read(verb, text)
        error = self._clerk.try_out(posting, asker)
        if error is None:
            return []
        each = error.errors if isinstance(error, LineErrors) else ((1, error),)
        return [(numbers[index - 1], refusal(one, self._clerk.book)) for index, one in each]


def _of_count(text: str) -> str:
    """Return a line as one about a count: the one it names, or that of the thread."""
    return text if is_about_documents(text) else f"{THIS} {text}"
