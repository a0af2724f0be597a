"""What one line of typing posts: receipts, moves, counts, returns, and who approves them."""
