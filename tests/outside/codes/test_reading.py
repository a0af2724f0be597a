"""Pictures are read as they come: turned, soft, small, or not at all."""

import io
import random

import pytest
from PIL import Image, ImageFilter, ImageOps
from zxingcpp import BarcodeFormat, create_barcode

from outside.codes.drawing import draw
from outside.codes.reading import FoundCode, PictureRefusedError, read_codes
from outside.codes.symbology import Symbology
from tests.outside.codes.test_drawing import picture_of

SO_7 = FoundCode(text="SO-7", symbology=Symbology.CODE_128)


def a_photo(angle: float = 0, blur: float = 0, size: float = 1) -> Image.Image:
    """A barcode on a grey table under speckled light."""
    code = picture_of(draw("SO-7", Symbology.CODE_128)).convert("L")
    table = Image.new("L", (900, 700), 120)
    table.paste(code, ((900 - code.width) // 2, (700 - code.height) // 2))
    photo = table.rotate(angle, Image.Resampling.BICUBIC, fillcolor=120)
    photo = photo.filter(ImageFilter.GaussianBlur(blur))
    speckles = random.Random(7).randbytes(photo.width * photo.height)
    noise = Image.frombytes("L", photo.size, speckles)
    photo = Image.blend(photo, noise, 0.15)
    return photo.resize((int(photo.width * size), int(photo.height * size)))


def as_jpeg(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=60)
    return kept.getvalue()


@pytest.mark.parametrize("angle", [0, 12, 38, 90, 137, 180, 271])
def test_a_photo_is_read_from_any_side(angle):
    assert read_codes(as_jpeg(a_photo(angle))) == (SO_7,)


@pytest.mark.parametrize("blur", [1, 2])
def test_a_soft_photo_is_read_after_sharpening(blur):
    assert read_codes(a_photo(blur=blur)) == (SO_7,)


def test_a_dark_picture_is_read():
    assert read_codes(a_photo().point(lambda shade: shade // 12)) == (SO_7,)


def test_a_code_that_is_light_on_dark_is_read():
    assert read_codes(ImageOps.invert(a_photo())) == (SO_7,)


def test_codes_of_very_different_sizes_are_read_from_one_picture():
    small = picture_of(draw("BC:B:A-01", Symbology.QR), pixels_a_module=2).convert("L")
    large = picture_of(draw("SO-7", Symbology.CODE_128), pixels_a_module=24).convert("L")
    wall = Image.new("L", (3_200, 2_000), 200)
    wall.paste(large.filter(ImageFilter.GaussianBlur(7)), (40, 40))
    wall.paste(small, (2_900, 1_800))
    assert {found.text for found in read_codes(as_jpeg(wall))} == {"SO-7", "BC:B:A-01"}


def test_a_small_picture_is_read():
    assert read_codes(a_photo(size=0.5)) == (SO_7,)


def test_a_code_on_nothing_is_a_code_on_white():
    ink = picture_of(draw("SO-7", Symbology.CODE_128)).convert("L").point(lambda shade: 255 - shade)
    picture = Image.new("RGBA", ink.size, (0, 0, 0, 255))
    picture.putalpha(ink)
    assert read_codes(picture) == (SO_7,)


def test_two_codes_of_a_picture_are_both_read_once_each():
    one = picture_of(draw("SO-7", Symbology.CODE_128)).convert("L")
    other = picture_of(draw("A-01", Symbology.QR)).convert("L")
    sheet = Image.new("L", (800, 900), 255)
    for place, code in ((20, one), (300, one), (600, other)):
        sheet.paste(code, (20, place))
    assert set(read_codes(sheet)) == {SO_7, FoundCode(text="A-01", symbology=Symbology.QR)}


def test_only_the_kinds_asked_for_are_found():
    assert read_codes(a_photo(), [Symbology.QR]) == ()
    gs1 = picture_of(draw("(10)L7", Symbology.GS1_DATA_MATRIX))
    assert read_codes(gs1, [Symbology.DATA_MATRIX]) == ()


def test_a_piece_of_a_cartons_code_is_none():
    six = create_barcode("123456", BarcodeFormat.ITF).to_image(scale=4)
    assert read_codes(Image.fromarray(six)) == ()


def test_a_picture_too_large_to_be_enlarged_is_read_all_the_same():
    assert read_codes(Image.new("L", (2_500, 2_000), "white")) == ()


def test_a_picture_of_nothing_has_no_codes():
    assert read_codes(Image.new("L", (1, 1))) == ()
    assert read_codes(Image.new("RGB", (300, 200), "white")) == ()


@pytest.mark.parametrize("content", [b"", b"MUG-BLU", as_jpeg(a_photo())[:9_000]])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(PictureRefusedError):
        read_codes(content)


def test_a_picture_that_would_fill_the_memory_is_refused_unread():
    kept = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(kept, "PNG")
    with pytest.raises(PictureRefusedError):
        read_codes(kept.getvalue())
    with pytest.raises(PictureRefusedError, match="8000 x 8000 pixels"):
        read_codes(Image.new("1", (8_000, 8_000)))
