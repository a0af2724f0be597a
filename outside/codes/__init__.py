"""Barcodes, drawn for papers and read from pictures (zxing-cpp).

`drawing` needs nothing but zxing-cpp; `reading` needs Pillow too.
"""
