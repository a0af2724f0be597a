"""Planning: forecasts and parameters of every item, kept, reviewed, and told."""
