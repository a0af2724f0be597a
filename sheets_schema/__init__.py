"""The workbook: every tab and column declared once, written and read from that declaration."""
