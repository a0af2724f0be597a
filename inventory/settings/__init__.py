"""Settings: what a team may set for itself, a class for each room; `inventory/rules.py` joins them."""
