"""What is printed, in words and exact numbers; `outside/documents/` makes pages of it."""
