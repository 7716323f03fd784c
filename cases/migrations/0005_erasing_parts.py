import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_reading_and_arranging'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fileterm',
            name='file_terms_never_change',
        ),
        migrations.AddField(
            model_name='destruction',
            name='leaves',
            field=models.JSONField(blank=True, null=True, verbose_name='places in the ledger'),
        ),
        migrations.AddField(
            model_name='destruction',
            name='origins',
            field=models.JSONField(blank=True, null=True, verbose_name='marks of where it came from'),
        ),
        migrations.AddField(
            model_name='erasureorder',
            name='destruction',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='cases.destruction', verbose_name='carried out'),
        ),
        migrations.AddField(
            model_name='fileterm',
            name='ordered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='destruction ordered'),
        ),
        migrations.AddField(
            model_name='fileterm',
            name='ordered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files_ordered_away', to='cases.staffmember', verbose_name='destruction ordered by'),
        ),
        migrations.AddField(
            model_name='historicaldestruction',
            name='leaves',
            field=models.JSONField(blank=True, null=True, verbose_name='places in the ledger'),
        ),
        migrations.AddField(
            model_name='historicaldestruction',
            name='origins',
            field=models.JSONField(blank=True, null=True, verbose_name='marks of where it came from'),
        ),
        migrations.AddField(
            model_name='historicalerasureorder',
            name='destruction',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.destruction', verbose_name='carried out'),
        ),
        migrations.AddField(
            model_name='historicalfileterm',
            name='ordered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='destruction ordered'),
        ),
        migrations.AddField(
            model_name='historicalfileterm',
            name='ordered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='destruction ordered by'),
        ),
        migrations.AlterField(
            model_name='removal',
            name='entry',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='cases.entry'),
        ),
        migrations.AddConstraint(
            model_name='fileterm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ordered_at', None), ('ordered_by', None)), models.Q(('ordered_at__isnull', False), ('ordered_by__isnull', False), ('outcome', 'destroy'), models.Q(('ordered_by', models.F('reviewed_by')), _negated=True)), _connector='OR'), name='a_files_end_takes_two'),
        ),
    ]
