"""Nothing is lost: every change names its action, the database writes the history, and the ledger seals it."""
