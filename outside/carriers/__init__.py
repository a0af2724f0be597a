"""Carriers: who takes a parcel where, and for how much."""
