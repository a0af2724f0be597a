"""A stand-in for Slack on loopback: it speaks Slack's own protocols and keeps their rules."""
