"""The pages of the volunteers floor, one file an audience."""
