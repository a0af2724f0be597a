"""What is offered while one types, and what may have been meant."""
