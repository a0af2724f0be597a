"""Stand-ins for Slack and Google: real servers on loopback that keep state and keep the rules."""
