"""A small app of two releases, which shows that migrations lose neither history nor the triggers that guard it."""
