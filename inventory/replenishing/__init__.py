"""What is low, what is coming, and what to buy."""
