"""What is true of stock, and what people do with it. Pure: no I/O, no clock, no environment."""
