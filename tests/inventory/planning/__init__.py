"""Policies, forecasts kept, reviews."""
