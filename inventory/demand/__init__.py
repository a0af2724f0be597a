"""Demand: what customers wanted of each item, read from the ledger, by day, week or month."""
