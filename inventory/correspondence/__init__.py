"""What goes out about documents of both ways (papers, letters, threads), and what people write in."""
