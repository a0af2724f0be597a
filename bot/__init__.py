"""The Slack surface: what people type and press, and every word they are answered with."""
