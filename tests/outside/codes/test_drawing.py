"""Barcodes hold exactly the text they were given, or there is none."""

import io

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from outside.codes.drawing import CodeRefusedError, Drawing, draw
from outside.codes.reading import FoundCode, read_codes
from outside.codes.symbology import Symbology


def picture_of(drawing: Drawing, pixels_a_module: int = 4) -> Image.Image:
    """Rasterise by another program than the one that drew."""
    width, height = (72 * side * pixels_a_module / 72 for side in (drawing.width, drawing.height))
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    compiled = typst.compile(source.encode(), format="png", ppi=72, sys_inputs={"svg": drawing.svg})
    return Image.open(io.BytesIO(compiled))


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("1Z999AA10123456784", Symbology.CODE_128),
        ("SO-7", Symbology.CODE_128),
        ("A-01", Symbology.QR),
        ("https://example.com/track?n=JD01&x=é漢", Symbology.QR),
        ("4006381333931", Symbology.EAN_13),
        ("96385074", Symbology.EAN_8),
        ("10012345678902", Symbology.ITF_14),
        ("MUG-BLU", Symbology.DATA_MATRIX),
        ("(01)09506000134352(10)L7(30)24", Symbology.GS1_128),
        ("(01)09506000134352(10)L7(30)24", Symbology.GS1_QR),
        ("(01)09506000134352(17)270301(10)L7", Symbology.GS1_DATA_MATRIX),
    ],
)
def test_what_was_drawn_is_read_back(text, symbology):
    found = read_codes(picture_of(draw(text, symbology)))
    assert found == (FoundCode(text=text, symbology=symbology),)


def test_a_upc_is_read_as_the_ean_that_it_is():
    (long,) = read_codes(picture_of(draw("036000291452", Symbology.UPC_A)))
    assert long == FoundCode(text="0036000291452", symbology=Symbology.EAN_13)
    (short,) = read_codes(picture_of(draw("01234565", Symbology.UPC_E)))
    assert short == FoundCode(text="0012345000065", symbology=Symbology.UPC_E)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30))
@example("0:000:00;4")  # on a third of its size it reads as 0:&00:00;7 too
def test_any_tracking_number_survives_code_128(text):
    (found,) = read_codes(picture_of(draw(text, Symbology.CODE_128)), [Symbology.CODE_128])
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "symbology", "reason"),
    [
        ("", Symbology.CODE_128, "empty"),
        ("漢", Symbology.CODE_128, "ISO/IEC 8859-1 only"),
        ("x" * 500, Symbology.CODE_128, "too long"),
        ("x" * 5000, Symbology.QR, "too long"),
        ("\ud800", Symbology.QR, "surrogates not allowed"),
        ("400638133393", Symbology.EAN_13, "not 13 digits"),
        ("4006381333932", Symbology.EAN_13, "Invalid check digit"),
        ("1234567", Symbology.EAN_8, "not 8 digits"),
        ("10012345678903", Symbology.ITF_14, "heck digit"),
        ("(01)123", Symbology.GS1_DATA_MATRIX, "Invalid data length"),
        ("MUG-BLU", Symbology.GS1_DATA_MATRIX, "does not start with an AI"),
    ],
)
def test_what_a_barcode_cannot_hold_is_refused(text, symbology, reason):
    with pytest.raises(CodeRefusedError, match=reason):
        draw(text, symbology)
