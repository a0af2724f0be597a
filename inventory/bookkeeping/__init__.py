"""How a book is kept: what it holds for orders, where to look things up, and what is done, folded small."""
