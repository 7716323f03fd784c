"""The verbs of complaints."""
