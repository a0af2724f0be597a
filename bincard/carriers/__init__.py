"""Carriers from outside: what they ask, the labels they sell, and what they tell of a parcel."""
