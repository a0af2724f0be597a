"""Lots and serial numbers: which are meant, which there are, and which is taken first."""
