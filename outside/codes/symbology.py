"""The kinds of barcode in use here, by the field's names."""

from enum import StrEnum
from typing import Final

from zxingcpp import BarcodeFormat


class Symbology(StrEnum):
    """What each is for: lines on parcels and cartons, squares on small things, EAN on retail goods.

    The GS1 kinds hold element strings, each behind its identifier.
    """

    CODE_128 = "code_128"
    GS1_128 = "gs1_128"
    QR = "qr"
    GS1_QR = "gs1_qr"
    EAN_13 = "ean_13"
    EAN_8 = "ean_8"
    UPC_A = "upc_a"
    UPC_E = "upc_e"
    ITF_14 = "itf_14"
    DATA_MATRIX = "data_matrix"
    GS1_DATA_MATRIX = "gs1_data_matrix"


FORMATS: Final[dict[Symbology, BarcodeFormat]] = {
    Symbology.CODE_128: BarcodeFormat.Code128,
    Symbology.GS1_128: BarcodeFormat.Code128,
    Symbology.QR: BarcodeFormat.QRCode,
    Symbology.GS1_QR: BarcodeFormat.QRCode,
    Symbology.EAN_13: BarcodeFormat.EAN13,
    Symbology.EAN_8: BarcodeFormat.EAN8,
    Symbology.UPC_A: BarcodeFormat.UPCA,
    Symbology.UPC_E: BarcodeFormat.UPCE,
    Symbology.ITF_14: BarcodeFormat.ITF14,
    Symbology.DATA_MATRIX: BarcodeFormat.DataMatrix,
    Symbology.GS1_DATA_MATRIX: BarcodeFormat.DataMatrix,
}

GS1_KINDS: Final[dict[BarcodeFormat, Symbology]] = {
    FORMATS[kind]: kind for kind in (Symbology.GS1_128, Symbology.GS1_QR, Symbology.GS1_DATA_MATRIX)
}

PLAIN_KINDS: Final[dict[BarcodeFormat, Symbology]] = {
    form: kind for kind, form in FORMATS.items() if kind not in GS1_KINDS.values()
} | {BarcodeFormat.ITF: Symbology.ITF_14}
"""A code of two-of-five bars is read without a word of how many digits it should have."""

ITF_14_DIGITS: Final = 14
