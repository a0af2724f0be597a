"""Papers as PDF: packing slip, invoice, credit note, label (typst).

The templates are programs of ours; what they print comes to them as JSON and is never read as
markup, so that no name, note or address can be code.
"""
