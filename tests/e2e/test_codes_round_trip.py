"""Every kind of barcode: printed -> dots of a label printer -> scanned or photographed -> a form.

What other companies print is drawn on a carton's label; our own labels are asked for in Slack. Both
become a PDF and are rasterised by another program than the one that made them.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pytest
import typst
from PIL import Image

from bot.answering.clerk import Clerk
from bot.manifest import manifest
from bot.options import BotOptions
from bot.outbox.sender import OutboxSender, sending_client
from bot.pictures.eye import Eye
from bot.pictures.fetching import FileFetcher
from bot.views.reading import values_of
from outside.codes.drawing import draw
from outside.codes.pictures import BarcodePictures
from outside.codes.reading import read_codes
from outside.codes.scanning import BarcodeScanner
from outside.codes.symbology import Symbology
from sandbox.loopback import ServerThread
from sandbox.slack.driver import Person, Workspace
from sandbox.slack.server import SlackStandIn
from tests.bot.conftest import STOCK, RunningBot, a_warehouse
from tests.builders import an_item, edit, receive
from tests.memory_desk import MemoryDesk
from tests.memory_heard import MemoryHeard
from tests.outside.documents.printing import rendered

LOOKS = 3
"""Of whoever answers pictures: the first may come before the picture does."""

SECONDS_A_PRINT = 10
"""Slack takes some fifty files a minute."""

pytestmark = pytest.mark.e2e

GS = "\x1d"
JAM, DRILL, CHEESE = "09506000134352", "05901234123457", "98898765432106"


@dataclass(frozen=True)
class Floor:
    """A running bot, somebody who works with it, and who looks at posted pictures."""

    workspace: Workspace
    desk: MemoryDesk
    eye: Eye
    sender: OutboxSender

    @property
    def ana(self) -> Person:
        return self.workspace.person("U0ANA")

    def typed(self, line: str) -> dict[str, str]:
        """What stands in the form that a line opens."""
        return values_of(self.ana.types(STOCK, line).view.raw)

    def photographed(self, page: Image.Image, button: str) -> dict[str, str]:
        """What stands in the form behind a button of the answer to a photo."""
        kept = io.BytesIO()
        table = Image.new("L", (page.width + 200, page.height + 200), 170)
        table.paste(page.convert("L"), (100, 100))
        table.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=170).save(kept, "JPEG")
        posted = self.ana.uploads("@bincard", "photo.jpg", kept.getvalue()).messages[0]
        for _ in range(LOOKS):
            self.eye.look_once()
        while self.desk.pending(1):
            self.sender.send_once()
        answer = self.workspace.messages(posted.channel)[-1]
        return values_of(self.ana.clicks(answer, button).view.raw)

    def prints(self, wanted: str) -> bytes:
        """The file of some labels."""
        self.workspace.advances(SECONDS_A_PRINT)
        self.ana.types(STOCK, f"/inv label {wanted}")
        files = [one for one in self.workspace.state()["files"] if one["name"].endswith(".pdf")]
        return self.workspace.file(files[-1]["id"])


@pytest.fixture(scope="module")
def floor():
    """A warehouse whose goods bear every kind of code."""
    desk = a_warehouse()
    for row in (
        an_item("MUG-BLU", barcodes=("4006381333931",)),
        an_item("PEN", barcodes=("96385074",)),
        an_item("SOAP", barcodes=("036000291452",)),
        an_item("GUM", barcodes=("012345000065",)),
        an_item("CARTON", barcodes=("10012345678902",)),
        an_item("JAM-STR", is_lot_tracked=True, barcodes=(JAM,)),
        an_item("DRILL", is_serial=True, barcodes=(DRILL,)),
        an_item("CHEESE", unit="kg", is_fractional=True, packs=(), barcodes=(CHEESE,)),
    ):
        desk.handle(edit(row))
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on=date(2027, 3, 1)))
    stand_in = SlackStandIn(manifest("socket"))
    with ServerThread(stand_in.create_app()) as server, Workspace(server.base_url) as workspace:
        options = BotOptions(
            bot_token=stand_in.bot_token,
            signing_secret=stand_in.signing_secret,
            api_url=stand_in.api_url(server.base_url),
            app_id="A0BINCARD",
        )
        heard = MemoryHeard(desk)
        running = RunningBot(desk, options, stand_in, heard=heard)
        running.connect()
        workspace.wait_for_app()
        client = sending_client(options.bot_token, options.api_url)
        clerk = Clerk(desk, desk, desk.clock, scanner=BarcodeScanner())
        eye = Eye(heard, clerk, FileFetcher(client), BarcodePictures())
        sender = OutboxSender(client, outbox=desk, desk=desk, reader=desk, look_after_s=0)
        yield Floor(workspace, desk, eye, sender)
        running.stop()


@dataclass(frozen=True)
class Carton:
    """A code as others print it, and what it comes to.

    Attributes:
        verb: what is typed before the scan, and the button of a photo.
        form: what the form is filled in with.
    """

    symbology: Symbology
    text: str
    form: dict[str, str]
    verb: str = "receive"


L7 = {"item": "JAM-STR", "lot": "L7"}
DATED = {**L7, "exp": "2027-03-01"}
CARTONS = {
    "EAN-13": Carton(Symbology.EAN_13, "4006381333931", {"item": "MUG-BLU"}),
    "EAN-8": Carton(Symbology.EAN_8, "96385074", {"item": "PEN"}),
    "UPC-A": Carton(Symbology.UPC_A, "036000291452", {"item": "SOAP"}),
    "UPC-E": Carton(Symbology.UPC_E, "01234565", {"item": "GUM"}),
    "ITF-14": Carton(Symbology.ITF_14, "10012345678902", {"item": "CARTON"}),
    "Code 128": Carton(Symbology.CODE_128, "MUG-BLU", {"item": "MUG-BLU"}),
    "GS1-128": Carton(Symbology.GS1_128, f"(01){JAM}(17)270301(10)L7", DATED),
    "GS1-128 with a count": Carton(
        Symbology.GS1_128, f"(02){JAM}(10)L7(37)24", {**L7, "quantity": "24"}, "pick"
    ),
    "GS1-128 with a weight": Carton(
        Symbology.GS1_128,
        f"(01){CHEESE}(3103)001750",
        {"item": "CHEESE", "quantity": "1.75"},
        "pick",
    ),
    "GS1 QR": Carton(Symbology.GS1_QR, f"(01){JAM}(10)L7", L7),
    "GS1 Digital Link": Carton(Symbology.QR, f"https://id.gs1.org/01/{JAM}/10/L7?17=270301", DATED),
    "DataMatrix": Carton(Symbology.DATA_MATRIX, "MUG-BLU", {"item": "MUG-BLU"}),
    "GS1 DataMatrix": Carton(
        Symbology.GS1_DATA_MATRIX, f"(01){JAM}(10)L7(30)6", {**L7, "quantity": "6"}, "pick"
    ),
    "GS1 DataMatrix of a piece": Carton(
        Symbology.GS1_DATA_MATRIX,
        f"(01){DRILL}(21)SN0100",
        {"item": "DRILL", "sn": "SN0100"},
        "count",
    ),
}


def printed_on_a_carton(carton: Carton) -> bytes:
    """A page as others print it: the code in three dots a module, words beside it."""
    drawing = draw(carton.text, carton.symbology)
    dots = 3 if drawing.height * 3 < drawing.width else 4
    tall = f"{max(drawing.height * dots, drawing.width // 2)} * 1in / 203"
    source = (
        "#set page(width: 4in, height: 3in, margin: 0.2in)\n"
        "ACME Ltd, 24 pieces, keep dry\n\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {drawing.width * dots} * 1in / 203, '
        f'height: {tall}, fit: "stretch")\n'
        "Made in Madrid"
    )
    if drawing.width == drawing.height:
        source = source.replace(tall, f"{drawing.width * dots} * 1in / 203")
    pages = typst.compile(source.encode(), format="pdf", sys_inputs={"svg": drawing.svg})
    assert isinstance(pages, bytes)
    return pages


def with_separators(text: str) -> str:
    """The same as a scanner types it that shows no brackets."""
    parts = re.findall(r"\((\d+)\)([^(]+)", text)
    return "]C1" + GS.join(f"{identifier}{value}" for identifier, value in parts)


def scanned(pdf: bytes) -> str:
    """What the one code of the first page says."""
    (found,) = read_codes(rendered(pdf)[0])
    return found.text


def part_of(form: dict[str, str], names: Iterable[str]) -> dict[str, str | None]:
    return {name: form.get(name) for name in names}


@pytest.mark.parametrize("carton", CARTONS.values(), ids=list(CARTONS))
def test_what_others_print_fills_a_form_when_it_is_scanned(floor, carton):
    text = scanned(printed_on_a_carton(carton))
    assert part_of(floor.typed(f"/{carton.verb} {text}"), carton.form) == carton.form


@pytest.mark.parametrize(
    "carton",
    [one for one in CARTONS.values() if one.text.startswith("(")],
    ids=lambda one: one.text,
)
def test_separators_say_the_same_as_brackets(floor, carton):
    text = with_separators(scanned(printed_on_a_carton(carton)))
    assert part_of(floor.typed(f"/{carton.verb} {text}"), carton.form) == carton.form


@pytest.mark.parametrize("carton", CARTONS.values(), ids=list(CARTONS))
def test_what_others_print_fills_a_form_when_a_photo_of_it_is_posted(floor, carton):
    (page,) = rendered(printed_on_a_carton(carton))
    form = floor.photographed(page, f"{carton.verb.capitalize()}…")
    assert part_of(form, carton.form) == carton.form


OURS = {
    "an item": ("MUG-BLU", "receive", {"item": "MUG-BLU"}),
    "a carton": ("MUG-BLU holds:24", "pick", {"item": "MUG-BLU", "quantity": "24"}),
    "a lot": ("JAM-STR lot:L7", "pick", L7),
    "a carton of a lot": ("JAM-STR lot:L7 holds:6", "pick", {**L7, "quantity": "6"}),
    "a piece": ("DRILL sn:SN0100", "count", {"item": "DRILL", "sn": "SN0100"}),
    "a bin": ("A-01", "receive", {"location": "A-01"}),
}
ours = pytest.mark.parametrize("label", OURS.values(), ids=list(OURS))


@pytest.mark.parametrize("size", ["a4", "a4-14", "letter", "4x6", "62x29"])
@pytest.mark.parametrize("code", ["qr", "datamatrix"])
@ours
def test_what_we_print_fills_a_form_when_it_is_scanned(floor, label, code, size):
    wanted, verb, says = label
    pdf = floor.prints(f"{wanted} code:{code} size:{size}")
    assert part_of(floor.typed(f"/{verb} {scanned(pdf)}"), says) == says


@pytest.mark.parametrize("code", ["qr", "datamatrix"])
@ours
def test_what_we_print_fills_a_form_when_a_photo_of_it_is_posted(floor, label, code):
    wanted, verb, says = label
    (page,) = rendered(floor.prints(f"{wanted} code:{code} size:62x29"))
    assert part_of(floor.photographed(page, f"{verb.capitalize()}…"), says) == says
