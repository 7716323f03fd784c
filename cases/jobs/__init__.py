"""Work that cannot be lost: a row in the transaction that causes it, done when its effects commit (law 13)."""
