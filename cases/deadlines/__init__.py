"""Deadlines: one place computes limits, stores what is due, and says what is due to whom."""
