"""What a draft is made of: the book as it leaves it so far, and what it refuses; plans see only this."""
