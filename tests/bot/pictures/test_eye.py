"""A picture posted to the bot is answered in its place, once, with forms filled in and nothing posted."""

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image, ImageFilter

from bot.answering.clerk import Clerk
from bot.outbox.sender import sending_client
from bot.pictures.eye import Eye
from bot.pictures.fetching import FileFetcher
from inventory.correspondence.heard import HeardKind
from inventory.location import LocationKind
from inventory.papers.stock_label import BinLabel, ItemLabel, LabelCode, LotLabel, SerialLabel
from outside.codes.drawing import draw
from outside.codes.pictures import BarcodePictures
from outside.codes.scanning import BarcodeScanner
from outside.codes.symbology import Symbology
from outside.codes.writing import CodeText, code_of
from tests.bot.conftest import STOCK
from tests.builders import an_item, edit, open_stock
from tests.outside.codes.test_drawing import picture_of

MUG = an_item("MUG-GRN", name="Green mug", barcodes=("09506000134352",))
JAM = an_item("JAM-RED", name="Red jam", is_lot_tracked=True, barcodes=("9506000134369",))

MUG_LABEL = code_of(ItemLabel(sku="MUG-GRN", gtin="09506000134352"), LabelCode.DATA_MATRIX)
JAM_LABEL = code_of(ItemLabel(sku="JAM-RED", gtin="09506000134369"))
LOT_LABEL = code_of(
    LotLabel(sku="JAM-RED", gtin="09506000134369", lot="L7", expires_on=date(2027, 3, 31)),
    LabelCode.DATA_MATRIX,
)


def bin_code(code):
    return code_of(BinLabel(code=code))


def sheet_of(*codes):
    """Labels on one grey table."""
    drawn = [picture_of(draw(code.text, code.symbology)).convert("L") for code in codes]
    table = Image.new("L", (1_200, 400 * len(drawn)), 190)
    for row, label in enumerate(drawn):
        table.paste(label, (60, 400 * row + 40))
    return table


def as_file(picture, form="PNG"):
    kept = io.BytesIO()
    picture.save(kept, form)
    return kept.getvalue()


class Photographer:
    """Somebody who posts pictures to the bot, and what is answered."""

    def __init__(self, eye, desk, heard, sender, workspace, person):
        self.eye, self.desk, self.heard, self.sender = eye, desk, heard, sender
        self.workspace, self.person = workspace, person
        self.channel = "@bincard"

    def posts(self, content, name="photo.png", text=""):
        seen = self.person.uploads(self.channel, name, content, text)
        self.channel = seen.messages[0].channel
        return self.sees()

    def sees(self):
        for _ in range(3):
            self.eye.look_once()
        while self.desk.pending(1):
            self.sender.send_once()
        return self.answers[-1] if self.answers else None

    @property
    def answers(self):
        said = self.workspace.messages(self.channel)
        return [one for one in said if one.author != self.person.id]


@pytest.fixture
def shop(desk):
    for row in (MUG, JAM):
        desk.handle(edit(row))
    return desk


def an_eye(desk, heard, options):
    clerk = Clerk(desk, desk, desk.clock, scanner=BarcodeScanner())
    fetcher = FileFetcher(sending_client(options.bot_token, options.api_url))
    return Eye(heard, clerk, fetcher, BarcodePictures())


@pytest.fixture
def eye(shop, heard, options):
    return an_eye(shop, heard, options)


@pytest.fixture
def photographer(eye, shop, heard, sender, workspace, ana):
    return Photographer(eye, shop, heard, sender, workspace, ana)


def buttons(said):
    elements = (b["elements"] for b in said.raw["blocks"] if b["type"] == "actions")
    return [element["text"]["text"] for some in elements for element in some]


def test_a_label_of_ours_opens_a_form_that_is_filled_in(photographer, shop, ana):
    label = sheet_of(LOT_LABEL, bin_code("A-03"))
    before = shop.last_sequence()
    said = photographer.posts(as_file(label))
    assert said.text == (
        "I read 2 codes. Nothing is recorded yet.\n"
        "*JAM-RED* Red jam: lot L7, until 2027-03-31\n"
        "Bin *A-03*"
    )
    assert buttons(said) == ["Receive…", "Pick…", "Count…", "Move…", "Put away…", "Look"]
    form = ana.clicks(said, "Receive…").view
    told = str(form.raw["blocks"])
    assert all(part in told for part in ("JAM-RED", "L7", "2027-03-31", "A-03"))
    assert shop.last_sequence() == before
    ana.fills(form, {"Quantity": "5"}).submits()
    assert shop.book.on_hand("JAM-RED", "A-03", "L7") == 5


@pytest.mark.parametrize("kind", LabelCode)
@pytest.mark.parametrize(
    ("label", "filled"),
    [
        (ItemLabel(sku="MUG-GRN", gtin="09506000134352"), ["MUG-GRN"]),
        (ItemLabel(sku="MUG-GRN", quantity=Decimal(24)), ["MUG-GRN", "24"]),
        (LotLabel(sku="JAM-RED", gtin="09506000134369", lot="L7"), ["JAM-RED", "L7"]),
        (LotLabel(sku="JAM-RED", lot="L/8"), ["JAM-RED", "L/8"]),
        (SerialLabel(sku="SAW-1", serial="S-100"), ["SAW-1", "S-100"]),
        (BinLabel(code="A-03"), ["A-03"]),
    ],
    ids=["item", "item and quantity", "lot", "odd lot", "serial", "bin"],
)
def test_every_label_of_ours_fills_in_the_form(photographer, shop, ana, label, filled, kind):
    shop.handle(edit(an_item("SAW-1", name="Saw", is_serial=True, packs=())))
    said = photographer.posts(as_file(sheet_of(code_of(label, kind))))
    form = str(ana.clicks(said, "Receive…").view.raw["blocks"])
    assert all(part in form for part in filled)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda photo: photo.rotate(25, expand=True, fillcolor=190), id="askew"),
        pytest.param(lambda photo: photo.rotate(90, expand=True), id="on its side"),
        pytest.param(lambda photo: photo.filter(ImageFilter.GaussianBlur(2)), id="blurred"),
        pytest.param(lambda photo: photo.resize((600, 200)), id="small"),
        pytest.param(lambda photo: photo.point(lambda shade: shade // 8), id="dark"),
    ],
)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_photos_are_read_as_phones_take_them(photographer, change, form):
    said = photographer.posts(as_file(change(sheet_of(MUG_LABEL)), form), f"photo.{form.lower()}")
    assert "*MUG-GRN* Green mug" in said.text


def test_a_bin_alone_can_be_looked_at_and_counted(photographer, ana):
    said = photographer.posts(as_file(sheet_of(bin_code("A-01"))))
    assert buttons(said) == ["Receive…", "Count…", "Look"]
    ana.clicks(said, "Look")
    assert "MUG-BLU" in ana.ephemerals[-1].text
    [still] = [one for one in photographer.answers if one.ts == said.ts]
    assert buttons(still) == ["Receive…", "Count…", "Look"]


def test_of_several_items_somebody_chooses_one(photographer, ana):
    said = photographer.posts(as_file(sheet_of(MUG_LABEL, JAM_LABEL)))
    assert sorted(buttons(said)) == ["JAM-RED…", "MUG-GRN…"]
    ana.clicks(said, "JAM-RED…")
    assert buttons(ana.ephemerals[-1])[0] == "Receive…"


def test_an_item_whose_name_needs_quotes_is_chosen_like_any_other(photographer, shop, ana):
    shop.handle(edit(an_item("TEE 2", name="Second tee")))
    tee = CodeText(text="TEE 2", symbology=Symbology.QR)
    said = photographer.posts(as_file(sheet_of(tee, JAM_LABEL)))
    ana.clicks(said, "TEE 2…")
    assert buttons(ana.ephemerals[-1])[0] == "Receive…"


def test_what_is_put_away_goes_from_where_it_was_received_to_the_bin_in_the_picture(
    photographer, shop, ana
):
    shop.handle(open_stock(6, "MUG-GRN", at="IN"))
    said = photographer.posts(as_file(sheet_of(MUG_LABEL, bin_code("A-03"))))
    form = ana.clicks(said, "Put away…").view
    ana.fills(form, {"Quantity": "6"}).submits()
    assert shop.book.on_hand("MUG-GRN", "A-03") == 6
    assert shop.book.kind_of("IN") is LocationKind.RECEIVING


def test_codes_that_name_nothing_are_named(photographer):
    stranger = draw("4006381333931", Symbology.EAN_13)
    parcel = draw("00340434161094042557", Symbology.CODE_128)
    table = Image.new("L", (900, 900), 255)
    for row, one in enumerate((stranger, parcel)):
        table.paste(picture_of(one).convert("L"), (40, 60 + 400 * row))
    said = photographer.posts(as_file(table))
    assert said.text.startswith("I read 2 codes.")
    assert "*Not known: *`4006381333931`" in said.text
    assert "*Not known: *`00340434161094042557`" in said.text
    assert buttons(said) == []


def test_a_picture_without_codes_says_what_helps(photographer):
    said = photographer.posts(as_file(Image.new("L", (300, 200), "white")))
    assert said.text.startswith("I found no barcode in it. Hold the phone still")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 40, "is a HEIC photo"),
        ("photo.png", b"\0\0\0\x18ftypheic" + b"\0" * 40, "is a HEIC photo"),
        ("photo.png", b"not a picture", "cannot be opened as a picture"),
        ("list.csv", b"a,b", "is no picture"),
    ],
)
def test_what_cannot_be_read_is_said(photographer, name, content, words):
    said = photographer.posts(content, name)
    assert said.text.startswith(f"*{name}* {words}")


def test_a_command_written_with_a_picture_goes_into_the_form(photographer, shop, ana):
    label = as_file(sheet_of(MUG_LABEL))
    said = photographer.posts(label, text="receive 24 @A-03")
    ana.clicks(said, "Receive…")
    ana.submits(ana.views[-1])
    assert shop.book.on_hand("MUG-GRN", "A-03") == 24


def test_a_picture_in_a_channel_is_answered_in_its_thread_where_the_bot_is_named(
    photographer, workspace, heard
):
    photographer.channel = STOCK
    label = as_file(sheet_of(MUG_LABEL))
    assert photographer.posts(label, text="for the team") is None
    said = photographer.posts(label, text="@bincard what is this?")
    named = [one for one in workspace.messages(STOCK) if "what is this" in one.text]
    assert said.thread_ts == named[0].ts


def test_an_event_that_comes_twice_is_answered_once(photographer, workspace):
    photographer.posts(as_file(sheet_of(MUG_LABEL)))
    [event] = {
        one["payload"]["event_id"]
        for one in workspace.deliveries()
        if one["payload"].get("event", {}).get("files")
    }
    workspace.does(f"events/{event}/redeliver")
    photographer.sees()
    assert len(photographer.answers) == 1


def test_slack_away_is_waited_for(photographer, workspace, heard):
    workspace.breaks("error_500", "api:files.info", times=1)
    said = photographer.posts(as_file(sheet_of(MUG_LABEL)))
    assert "*MUG-GRN*" in said.text
    assert heard.waiting(HeardKind.PICTURE, 1) == []


def test_slack_away_for_long_is_told(photographer, workspace, desk):
    workspace.breaks("error_500", "api:files.info", times=50)
    photographer.posts(as_file(sheet_of(MUG_LABEL)))
    desk.clock.advance(seconds=121)
    assert photographer.sees().text.startswith("Slack did not give me the picture.")
