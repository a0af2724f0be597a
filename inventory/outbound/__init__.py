"""From an order to the doorstep: every step as a decision on a draft."""
