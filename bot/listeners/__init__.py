"""What Slack brings in: one thin file a surface, registered in one table."""
