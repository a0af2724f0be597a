"""The kinds of barcode in use here, by the field's names."""

from enum import StrEnum
from typing import Final

from zxingcpp import BarcodeFormat


class Symbology(StrEnum):
    """What each is for: lines on parcels, squares on small things, EAN on retail goods."""

    CODE_128 = "code_128"
    QR = "qr"
    EAN_13 = "ean_13"
    DATA_MATRIX = "data_matrix"
    GS1_DATA_MATRIX = "gs1_data_matrix"


FORMATS: Final[dict[Symbology, BarcodeFormat]] = {
    Symbology.CODE_128: BarcodeFormat.Code128,
    Symbology.QR: BarcodeFormat.QRCode,
    Symbology.EAN_13: BarcodeFormat.EAN13,
    Symbology.DATA_MATRIX: BarcodeFormat.DataMatrix,
    Symbology.GS1_DATA_MATRIX: BarcodeFormat.DataMatrix,
}
