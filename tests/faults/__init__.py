"""What happens when anything outside fails: seeded, and each failure can be played again alone."""
