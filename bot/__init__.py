"""The Slack surface: text, buttons and forms become commands; answers become messages."""
