"""Handing everything that is kept on to another system: records, their whole past, files, and proof of all of it."""
