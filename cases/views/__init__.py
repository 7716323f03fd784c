"""Pages of the ground floor, one file per audience."""
