"""Adds a column."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proof", "0002_longer_text")]
    operations = [
        migrations.AddField("historicalnote", "weight", models.IntegerField(default=1, null=True)),
        migrations.AddField("note", "weight", models.IntegerField(default=1)),
    ]
