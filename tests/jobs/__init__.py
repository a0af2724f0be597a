"""What happens by itself, promise by promise."""
