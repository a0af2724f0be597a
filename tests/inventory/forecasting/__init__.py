"""What is expected of demand, and how wrong that has been."""
