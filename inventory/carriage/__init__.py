"""Carriers: what they offer, what that costs, when it arrives, and how parcels are followed."""
