"""What charts show, in words: demand and forecasts, what proposals change, how weeks went."""
