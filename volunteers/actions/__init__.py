"""The verbs of the volunteers floor."""
