"""Simulating: a policy replayed on the demand of the past, to see what it would have held and served."""
