"""Files that come in from outside: bounded, known by their content, freed of what they carry unseen (law 14)."""
