"""What is true of stock, promise by promise."""
