"""Counts: planned, handed out, entered, counted again, approved, posted, and looked back on."""
