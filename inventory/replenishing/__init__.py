"""Replenishing: what is low, what is coming, what to buy or bring, and why."""
