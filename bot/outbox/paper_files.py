"""Papers as files in a thread: printed when they are sent, found again by their title.

A file carries no metadata, so its title ends with the paper's own number. After an unknown answer
that is what is looked for; the file's name stays the same whenever the paper is printed again.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import structlog
from slack_sdk import WebClient

from bot.charts.sheets import charts_of
from bot.messages.message import Message
from bot.messages.remarks import PAPERS
from bot.outbox.slack_calls import Result, attempt
from inventory.carriage.live_rates import LabelDesk, LabelFile
from inventory.correspondence.lettering import written_about
from inventory.counting.printing import count_sheet
from inventory.customer import Contacts
from inventory.dates import local_date
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.package_label import PackageLabel
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.errors import StockError
from inventory.inbound.purchase_papers import purchase_paper
from inventory.inbound.sending import NOT_PRINTED
from inventory.notices import PaperKind, PaperNotice
from inventory.outbound.labelling import labels_of
from inventory.outbound.shipping_papers import papers_of
from inventory.papers.chart import Plotter
from inventory.papers.paper import Paper, PaperError, Printer
from inventory.place import Place
from inventory.ports import Desk, JournalReader, OutboxRow
from inventory.recalling.report import recall_report

FILES_MAX: Final = 20
"""Labels of one shipment that are sent in one message."""

ENDINGS: Final = {"application/pdf": "pdf", "image/png": "png", "application/zpl": "zpl"}
"""Media type of a carrier's label -> how its file's name ends."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One printed paper."""

    name: str
    title: str
    content: bytes


class PaperFiles:
    """Prints and shares papers.

    Args:
        client: makes each call once.
        desk: whose book the papers are made of.
        reader: knows when a paper was asked for.
        contacts: who customers are; None where nobody keeps that.
        printer: None where nothing is printed.
        plotter: of charts; None where nothing is drawn.
        labels: where labels of carriers are fetched, and never kept; None where that is not set up.
    """

    def __init__(  # noqa: PLR0913 - each is a door of its own
        self,
        client: WebClient,
        desk: Desk,
        reader: JournalReader,
        *,
        contacts: Contacts | None,
        printer: Printer | None,
        plotter: Plotter | None = None,
        labels: LabelDesk | None = None,
    ) -> None:
        self._client = client
        self._desk = desk
        self._reader = reader
        self._contacts = contacts
        self._printer = printer
        self._plotter = plotter
        self._labels = labels

    def printed(self, row: OutboxRow, notice: PaperNotice) -> tuple[PaperFile, ...]:
        """Print what a notice asks for; nothing where that cannot be, which is logged."""
        try:
            return self._print(row, notice)
        except (PaperError, LookupError, ValueError, StockError) as error:
            why = str(error) if isinstance(error, PaperError) else type(error).__name__
            log.warning("paper.unprinted", key=row.key, reason=why)  # no customer in the log
            return ()

    def share(self, files: tuple[PaperFile, ...], place: Place, words: Message) -> Result:
        """Put files into a conversation, all in one message."""
        uploads: list[dict[str, Any]] = [
            {"content": one.content, "filename": one.name, "title": one.title} for one in files
        ]
        return attempt(
            self._client.files_upload_v2,
            file_uploads=uploads,
            channel=place.channel,
            thread_ts=place.thread or None,
            initial_comment=words.text,
        )

    def _print(self, row: OutboxRow, notice: PaperNotice) -> tuple[PaperFile, ...]:
        book = self._desk.book
        title = f"{PAPERS[notice.paper]} {notice.subject} {mark_of(row)}"
        shipment = book.get(Shipment, notice.subject)
        if shipment and notice.paper is PaperKind.LABEL and (bought := labels_of(shipment)):
            return tuple(self._fetched(shipment, one, title) for one in bought[:FILES_MAX])
        told = self._reader.transaction(f"TX-{row.sequence}")
        if told is None:
            raise LookupError(f"nobody asked for {notice.subject}")
        day = local_date(book, told.at)
        if notice.paper is PaperKind.CHART:
            return (self._drawn(notice.subject, title, day),)
        if self._printer is None:
            raise LookupError(f"no printer for {notice.subject}")
        papers = self._papers_of(notice, day)
        return tuple(
            PaperFile(name=name, title=title, content=self._printer.print(paper))
            for name, paper in papers[:FILES_MAX]
        )

    def _drawn(self, number: str, title: str, day: date) -> PaperFile:
        """Return the charts of a document; what was asked for before its day is drawn.

        Raises:
            LookupError: nobody draws, or there is nothing to draw.
        """
        if self._plotter is None:
            raise LookupError(f"nobody draws the charts of {number}")
        sheet = charts_of(self._desk.book, self._reader, number, day)
        return PaperFile(
            name=f"charts {number}.png", title=title, content=self._plotter.draw(sheet)
        )

    def _papers_of(self, notice: PaperNotice, day: date) -> tuple[tuple[str, Paper], ...]:
        """Return what a notice asks for, with the names of files.

        Raises:
            LookupError: there is nothing to print it of.
        """
        book = self._desk.book
        match written_about(book, notice.subject) or book.get(CycleCount, notice.subject):
            case CycleCount() as count:
                return ((f"{count.number}.pdf", count_sheet(book, count, on=day)),)
            case PurchaseOrder() as bought:
                if bought.status in NOT_PRINTED:  # it was changed while its paper was on the way
                    raise LookupError(f"nobody agrees to {bought.number} any more")
                return ((f"{bought.number}.pdf", purchase_paper(book, bought, on=day)),)
            case Recall() as recall:
                return ((f"{recall.number}.pdf", recall_report(book, recall, on=day)),)
            case Shipment() as shipment:
                order = book.get(Order, shipment.order)
                contact = self._contacts.get(order.customer) if self._contacts and order else None
                return papers_of(
                    book, notice.paper, shipment, contact=contact, on=day, document=notice.document
                )
            case _:
                raise LookupError(f"{notice.subject} is not there")

    def _fetched(self, shipment: Shipment, bought: PackageLabel, title: str) -> PaperFile:
        """Return the label a carrier sold; no other takes its place."""
        if self._labels is None:
            raise LookupError("nobody to fetch labels from")
        label = self._labels.label(shipment.number, bought.package)
        if not isinstance(label, LabelFile):
            raise PaperError(f"the label of {shipment.number}/{bought.package}: {label.said}")
        ending = ENDINGS.get(label.media_type, "bin")
        name = f"label {shipment.number}-{bought.package}.{ending}"
        return PaperFile(name=name, title=title, content=label.content)


def mark_of(row: OutboxRow) -> str:
    """Return what the titles of a paper's files end with."""
    return f"({row.message})"
