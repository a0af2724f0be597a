"""Textbook formulas that no command uses, each with its source and its book's own example.

They are the yardstick: what the house plans by (`policies`, for all items at once and for demand in
whole units) is held against them, and against figures that others have published.
"""
