"""Finding records by words: an index beside the records, kept by the database itself, and what is like what."""
