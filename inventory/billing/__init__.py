"""Invoices and credit notes: reckoned to the cent, kept with numbers that have no gaps."""
