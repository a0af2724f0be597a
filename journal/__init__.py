"""The durable log: what was acknowledged is here, once, in order."""
