"""Backups that can be trusted: made whole, checked by their hashes, emptied again of what was destroyed since."""
