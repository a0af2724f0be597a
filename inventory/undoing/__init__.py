"""Undo in its parts: what is put back, and what stands in the way."""
