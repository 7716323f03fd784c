"""Labels that people read in their language. The tables stay as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_look_lists_index'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='casegrant',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='casegrant',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='caserecord',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_records', to='cases.person', verbose_name='person'),
        ),
        migrations.AlterField(
            model_name='exclusion',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='exclusion',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalassignment',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalassignment',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalcasegrant',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalcasegrant',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalcaserecord',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.person', verbose_name='person'),
        ),
        migrations.AlterField(
            model_name='historicalexclusion',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalexclusion',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalstaffmember',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalstaffmember',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalunit',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.unit', verbose_name='parent unit'),
        ),
        migrations.AlterField(
            model_name='historicalunitgrant',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalunitgrant',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='staffmember',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='staffmember',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='unit',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='cases.unit', verbose_name='parent unit'),
        ),
        migrations.AlterField(
            model_name='unitgrant',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='unitgrant',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
    ]
