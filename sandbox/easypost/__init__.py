"""A stand-in for EasyPost: shipments, rates, labels, trackers and webhooks, served on loopback."""
