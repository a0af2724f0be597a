"""What stock is worth and what goods cost that left: pure functions over moves."""
