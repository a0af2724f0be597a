"""What is done with a request, and what is answered: the clerk and those who hear for it."""
