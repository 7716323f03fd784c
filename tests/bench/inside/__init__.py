"""What runs in a process of its own with DATABASE_URL set: it fills a new database and measures the product there."""

import django

django.setup()
