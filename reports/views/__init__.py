"""Pages of the press: what is inspected, printed and counted."""
