"""Customers' returns: announced, received, inspected, and made good."""
