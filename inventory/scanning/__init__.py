"""What a scanned code says, and which item it is about."""
