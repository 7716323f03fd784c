"""The verbs of the sanctions floor."""
