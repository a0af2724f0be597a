"""Buttons and forms of documents, read into requests."""
