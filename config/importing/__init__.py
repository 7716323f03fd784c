"""Bringing in another service's cases: a mapping in a file, every row checked first, then all of them or none."""
