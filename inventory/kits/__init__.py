"""Kits: what they are made of, and how they are built and taken apart."""
