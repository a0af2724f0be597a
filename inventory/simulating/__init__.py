"""Simulating: a policy replayed on the demand of the past, to see stock and service."""
