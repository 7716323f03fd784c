"""Alters a column of the record and of its history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proof", "0001_note")]
    operations = [
        migrations.AlterField("historicalnote", "text", models.CharField(max_length=200, null=True)),
        migrations.AlterField("note", "text", models.CharField(max_length=200)),
    ]
