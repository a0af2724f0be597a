"""Forecasting: methods on arrays of demand, how wrong each has been, and which one is used."""
