"""Who may do what: one gate, closed by default."""
