"""Policies: when to buy and how much, as formulas with their sources."""
