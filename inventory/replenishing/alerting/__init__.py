"""Alerts: what is wrong with stock, found, told once, taken care of, and over by itself."""
