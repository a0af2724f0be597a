"""Promises of Bincard, each a test."""
