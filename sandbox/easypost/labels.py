"""Labels as carriers make them, four inches by six, as plain as can be: PDF, PNG or ZPL."""

import struct
import zlib
from typing import Final

WIDTH_PT, HEIGHT_PT = 288, 432
WIDTH_PX, HEIGHT_PX = 812, 1218  # 203 dots an inch
MEDIA_TYPES: Final = {
    "PDF": ("application/pdf", "pdf"),
    "PNG": ("image/png", "png"),
    "ZPL": ("application/zpl", "zpl"),
}
"""Label format -> its media type and the end of its file name."""


def draw_label(label_format: str, lines: list[str]) -> bytes:
    """A label that says some lines; in the PNG they are bars, one a character."""
    match label_format:
        case "PDF":
            return _pdf(lines)
        case "PNG":
            return _png(lines)
        case _:
            fields = "".join(f"^FO40,{40 * n}^FD{line}^FS" for n, line in enumerate(lines, 1))
            return f"^XA{fields}^XZ".encode()


def _pdf(lines: list[str]) -> bytes:
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    page = f"BT /F1 12 Tf 16 TL 24 {HEIGHT_PT - 40} Td {shown} ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH_PT} {HEIGHT_PT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    """Write PDF objects with the table that says where each begins."""
    content, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(content))
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _png(lines: list[str]) -> bytes:
    marks = "".join(lines).encode()
    row = bytes(0 if n < len(marks) and marks[n] % 2 else 255 for n in range(WIDTH_PX))
    pixels = (b"\0" + row) * HEIGHT_PX
    header = struct.pack(">IIBBBBB", WIDTH_PX, HEIGHT_PX, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
