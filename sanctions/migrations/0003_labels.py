"""Labels that people read in their language. The tables stay as they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_labels'),
        ('sanctions', '0002_replaced_orders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='admittedcondition',
            name='condition_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='admitted_by', to='sanctions.conditiontype', verbose_name='type of condition'),
        ),
        migrations.AlterField(
            model_name='admittedcondition',
            name='sanction_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='admitted', to='sanctions.sanctiontype', verbose_name='type of sanction'),
        ),
        migrations.AlterField(
            model_name='authoritymember',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='sanctions.decidingauthority', verbose_name='deciding authority'),
        ),
        migrations.AlterField(
            model_name='authoritymember',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='authoritymember',
            name='starts_at',
            field=models.DateTimeField(verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='authoritymember',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authority_seats', to=settings.AUTH_USER_MODEL, verbose_name='log-in'),
        ),
        migrations.AlterField(
            model_name='historicaladmittedcondition',
            name='condition_type',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.conditiontype', verbose_name='type of condition'),
        ),
        migrations.AlterField(
            model_name='historicaladmittedcondition',
            name='sanction_type',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.sanctiontype', verbose_name='type of sanction'),
        ),
        migrations.AlterField(
            model_name='historicalauthoritymember',
            name='authority',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.decidingauthority', verbose_name='deciding authority'),
        ),
        migrations.AlterField(
            model_name='historicalauthoritymember',
            name='ends_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ends at'),
        ),
        migrations.AlterField(
            model_name='historicalauthoritymember',
            name='starts_at',
            field=models.DateTimeField(null=True, verbose_name='starts at'),
        ),
        migrations.AlterField(
            model_name='historicalauthoritymember',
            name='user',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='log-in'),
        ),
        migrations.AlterField(
            model_name='historicalhourline',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='recorded by'),
        ),
        migrations.AlterField(
            model_name='historicalorderquery',
            name='authority',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.decidingauthority', verbose_name='court or authority'),
        ),
        migrations.AlterField(
            model_name='historicalpower',
            name='authority',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.decidingauthority', verbose_name='deciding authority'),
        ),
        migrations.AlterField(
            model_name='historicalpower',
            name='sanction_type',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.sanctiontype', verbose_name='type of sanction'),
        ),
        migrations.AlterField(
            model_name='historicalsanction',
            name='decision',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.decision', verbose_name='decision'),
        ),
        migrations.AlterField(
            model_name='hourline',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hour_lines', to='cases.staffmember', verbose_name='recorded by'),
        ),
        migrations.AlterField(
            model_name='orderquery',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='queries', to='sanctions.decidingauthority', verbose_name='court or authority'),
        ),
        migrations.AlterField(
            model_name='power',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to='sanctions.decidingauthority', verbose_name='deciding authority'),
        ),
        migrations.AlterField(
            model_name='power',
            name='sanction_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to='sanctions.sanctiontype', verbose_name='type of sanction'),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='sanctions.decision', verbose_name='decision'),
        ),
    ]
