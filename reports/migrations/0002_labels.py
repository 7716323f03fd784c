"""Labels that people read in their language. The tables stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_inspection'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalinspectionmandate',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalinspectionmandate',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='inspectionmandate',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='inspectionmandate',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
    ]
