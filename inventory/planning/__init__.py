"""Planning: forecasts and parameters of every item, kept, reviewed before they act, and told."""
