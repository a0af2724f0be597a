"""Looking back on a week: service, stock, forecasts and what moved, against what was asked for."""
