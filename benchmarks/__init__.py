"""What the project does under real load, measured beside something simpler on the same machine."""
