"""The verbs of the press."""
