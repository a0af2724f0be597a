"""Counts: when, of what, and what comes of looking back."""
