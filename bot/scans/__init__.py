"""What people write to the bot by themselves: typed commands, and the lines of a hand scanner."""
