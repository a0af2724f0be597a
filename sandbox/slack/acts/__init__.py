"""What a person does in Slack's window, and what they see afterwards."""
