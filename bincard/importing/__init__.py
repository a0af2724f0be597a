"""Bringing a business over: CSV files of items, opening stock and past moves."""
