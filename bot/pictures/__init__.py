"""Photos of barcodes that people post to the bot: fetched, read, and answered with forms filled in."""
