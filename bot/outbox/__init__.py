"""What the bot says by itself: sent in order, each once."""
