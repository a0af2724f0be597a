"""Recalls: lots held everywhere, traced both ways, and accounted for piece by piece."""
