"""The demo service: a fictional jurisdiction, its cast of log-ins, and cases that each tell something."""
