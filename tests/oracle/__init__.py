"""Who may see what, written a second time: plain tables and functions that know nothing of the product or of Django."""
