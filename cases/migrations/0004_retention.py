"""Archiving and destruction: proposals, orders with their certificates, what was destroyed, the schedule by type."""

import cases.history.tables
import cases.models.destruction
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from cases.history.migration import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='caserecord',
            name='archived_on',
            field=models.DateField(blank=True, null=True, verbose_name='archived on'),
        ),
        migrations.AddField(
            model_name='historicalcaserecord',
            name='archived_on',
            field=models.DateField(blank=True, null=True, verbose_name='archived on'),
        ),
        migrations.AddField(
            model_name='historicalretentionrule',
            name='counted_from',
            field=models.CharField(choices=[('end', 'the end of supervision'), ('last_entry', 'the last entry')], default='end', max_length=12, null=True, verbose_name='counted from'),
        ),
        migrations.AddField(
            model_name='historicalretentionrule',
            name='sanction',
            field=models.SlugField(blank=True, db_index=False, max_length=60, null=True, verbose_name='type of sanction'),
        ),
        migrations.AddField(
            model_name='retentionrule',
            name='counted_from',
            field=models.CharField(choices=[('end', 'the end of supervision'), ('last_entry', 'the last entry')], default='end', max_length=12, verbose_name='counted from'),
        ),
        migrations.AddField(
            model_name='retentionrule',
            name='sanction',
            field=models.SlugField(blank=True, db_index=False, max_length=60, verbose_name='type of sanction'),
        ),
        migrations.AlterField(
            model_name='retentionrule',
            name='ended_as',
            field=models.CharField(choices=[('completed', 'completed'), ('early', 'ended early by a decision'), ('revoked', 'revoked by a ruling'), ('acquitted', 'acquitted, discontinued or quashed'), ('moved', 'handed over to another service'), ('died', 'the person died')], max_length=12, verbose_name='how it ended'),
        ),
        migrations.AddConstraint(
            model_name='caserecord',
            constraint=models.CheckConstraint(condition=models.Q(('archived_on', None), ('ended_on__isnull', False), _connector='OR'), name='what_is_archived_has_ended'),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.UniqueConstraint(fields=('ended_as', 'sanction', 'then'), name='one_line_of_the_schedule', violation_error_message='The schedule says this already. Change that line.'),
        ),
        Tables(
            [
                migrations.CreateModel(
                    name='Destruction',
                    fields=[
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(db_index=True, editable=False)),
                        ('reference', models.CharField(default=cases.models.destruction.new_reference, max_length=14, unique=True, verbose_name='certificate')),
                        ('ended_as', models.CharField(blank=True, choices=[('completed', 'completed'), ('early', 'ended early by a decision'), ('revoked', 'revoked by a ruling'), ('acquitted', 'acquitted, discontinued or quashed'), ('moved', 'handed over to another service'), ('died', 'the person died')], max_length=12, verbose_name='how it ended')),
                        ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years kept')),
                        ('counted_from', models.CharField(choices=[('end', 'the end of supervision'), ('last_entry', 'the last entry')], default='end', max_length=12, verbose_name='counted from')),
                        ('approved_by', models.UUIDField(verbose_name='approved by')),
                        ('approved_as', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, verbose_name='approved as')),
                        ('approved_on', models.DateField(verbose_name='approved on')),
                        ('ordered_by', models.UUIDField(verbose_name='ordered by')),
                        ('ordered_as', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, verbose_name='ordered as')),
                        ('ordered_on', models.DateField(verbose_name='ordered on')),
                        ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='stopped')),
                        ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='carried out')),
                        ('counts', models.JSONField(blank=True, default=dict, verbose_name='what was destroyed')),
                        ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the certificate')),
                    ],
                    options={
                        'verbose_name': 'destruction',
                        'verbose_name_plural': 'destructions',
                    },
                ),
                migrations.CreateModel(
                    name='Erased',
                    fields=[
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(db_index=True, editable=False)),
                        ('erased', models.UUIDField(unique=True, verbose_name='which root')),
                    ],
                    options={
                        'verbose_name': 'destroyed root',
                        'verbose_name_plural': 'destroyed roots',
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalDestruction',
                    fields=[
                        ('action_id', models.UUIDField()),
                        ('written_at', models.DateTimeField()),
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(editable=False)),
                        ('history_change_reason', models.TextField(blank=True, default='')),
                        ('history_user_id', models.UUIDField(null=True)),
                        ('reference', models.CharField(default=cases.models.destruction.new_reference, max_length=14, null=True, verbose_name='certificate')),
                        ('ended_as', models.CharField(blank=True, choices=[('completed', 'completed'), ('early', 'ended early by a decision'), ('revoked', 'revoked by a ruling'), ('acquitted', 'acquitted, discontinued or quashed'), ('moved', 'handed over to another service'), ('died', 'the person died')], max_length=12, null=True, verbose_name='how it ended')),
                        ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years kept')),
                        ('counted_from', models.CharField(choices=[('end', 'the end of supervision'), ('last_entry', 'the last entry')], default='end', max_length=12, null=True, verbose_name='counted from')),
                        ('approved_by', models.UUIDField(null=True, verbose_name='approved by')),
                        ('approved_as', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, null=True, verbose_name='approved as')),
                        ('approved_on', models.DateField(null=True, verbose_name='approved on')),
                        ('ordered_by', models.UUIDField(null=True, verbose_name='ordered by')),
                        ('ordered_as', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, null=True, verbose_name='ordered as')),
                        ('ordered_on', models.DateField(null=True, verbose_name='ordered on')),
                        ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='stopped')),
                        ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='carried out')),
                        ('counts', models.JSONField(blank=True, default=dict, null=True, verbose_name='what was destroyed')),
                        ('content_hash', models.CharField(blank=True, max_length=64, null=True, verbose_name='hash of the certificate')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ],
                    options={
                        'verbose_name': 'historical destruction',
                        'verbose_name_plural': 'historical destructions',
                        'ordering': ('-version',),
                        'get_latest_by': 'version',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalErased',
                    fields=[
                        ('action_id', models.UUIDField()),
                        ('written_at', models.DateTimeField()),
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(editable=False)),
                        ('history_change_reason', models.TextField(blank=True, default='')),
                        ('history_user_id', models.UUIDField(null=True)),
                        ('erased', models.UUIDField(null=True, verbose_name='which root')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ],
                    options={
                        'verbose_name': 'historical destroyed root',
                        'verbose_name_plural': 'historical destroyed roots',
                        'ordering': ('-version',),
                        'get_latest_by': 'version',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalRetentionProposal',
                    fields=[
                        ('action_id', models.UUIDField()),
                        ('written_at', models.DateTimeField()),
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(editable=False)),
                        ('history_change_reason', models.TextField(blank=True, default='')),
                        ('history_user_id', models.UUIDField(null=True)),
                        ('then', models.CharField(choices=[('archive', 'archive'), ('destroy', 'destroy')], max_length=8, null=True, verbose_name='what is proposed')),
                        ('due_on', models.DateField(null=True, verbose_name='due on')),
                        ('proposed_at', models.DateTimeField(null=True, verbose_name='proposed')),
                        ('answer', models.CharField(blank=True, choices=[('approved', 'approved'), ('not_now', 'kept for now'), ('stopped', 'stopped by a hold before it was carried out')], max_length=8, null=True, verbose_name='decision')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                        ('reasons', models.CharField(blank=True, max_length=400, null=True, verbose_name='reasons')),
                        ('again_on', models.DateField(blank=True, null=True, verbose_name='asked again on')),
                        ('carried_at', models.DateTimeField(blank=True, null=True, verbose_name='carried out')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ],
                    options={
                        'verbose_name': 'historical proposal to archive or destroy',
                        'verbose_name_plural': 'historical proposals to archive or destroy',
                        'ordering': ('-version',),
                        'get_latest_by': 'version',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='RetentionProposal',
                    fields=[
                        ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('root', models.UUIDField(db_index=True, editable=False)),
                        ('then', models.CharField(choices=[('archive', 'archive'), ('destroy', 'destroy')], max_length=8, verbose_name='what is proposed')),
                        ('due_on', models.DateField(verbose_name='due on')),
                        ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                        ('answer', models.CharField(blank=True, choices=[('approved', 'approved'), ('not_now', 'kept for now'), ('stopped', 'stopped by a hold before it was carried out')], max_length=8, verbose_name='decision')),
                        ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                        ('reasons', models.CharField(blank=True, max_length=400, verbose_name='reasons')),
                        ('again_on', models.DateField(blank=True, null=True, verbose_name='asked again on')),
                        ('carried_at', models.DateTimeField(blank=True, null=True, verbose_name='carried out')),
                    ],
                    options={
                        'verbose_name': 'proposal to archive or destroy',
                        'verbose_name_plural': 'proposals to archive or destroy',
                    },
                ),
                migrations.AddConstraint(
                    model_name='destruction',
                    constraint=models.CheckConstraint(condition=models.Q(('approved_by', models.F('ordered_by')), _negated=True), name='destruction_takes_two_people'),
                ),
                migrations.AddConstraint(
                    model_name='destruction',
                    constraint=models.CheckConstraint(condition=models.Q(('stopped_at', None), ('done_at', None), _connector='OR'), name='stopped_or_done'),
                ),
                migrations.AddField(
                    model_name='erased',
                    name='destruction',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roots', to='cases.destruction'),
                ),
                migrations.AddConstraint(
                    model_name='historicaldestruction',
                    constraint=models.UniqueConstraint(fields=('id', 'version'), name='cases_destruction_version'),
                ),
                migrations.AddField(
                    model_name='historicalerased',
                    name='destruction',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.destruction'),
                ),
                migrations.AddField(
                    model_name='historicalretentionproposal',
                    name='carried_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='carried out by'),
                ),
                migrations.AddField(
                    model_name='historicalretentionproposal',
                    name='case',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caserecord'),
                ),
                migrations.AddField(
                    model_name='historicalretentionproposal',
                    name='decided_by',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='decided by'),
                ),
                migrations.AddField(
                    model_name='historicalretentionproposal',
                    name='destruction',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.destruction', verbose_name='destruction'),
                ),
                migrations.AddField(
                    model_name='historicalretentionproposal',
                    name='rule',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.retentionrule', verbose_name='retention rule'),
                ),
                migrations.AddField(
                    model_name='retentionproposal',
                    name='carried_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retention_carried_out', to='cases.staffmember', verbose_name='carried out by'),
                ),
                migrations.AddField(
                    model_name='retentionproposal',
                    name='case',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_proposals', to='cases.caserecord'),
                ),
                migrations.AddField(
                    model_name='retentionproposal',
                    name='decided_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retention_decided', to='cases.staffmember', verbose_name='decided by'),
                ),
                migrations.AddField(
                    model_name='retentionproposal',
                    name='destruction',
                    field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='cases.destruction', verbose_name='destruction'),
                ),
                migrations.AddField(
                    model_name='retentionproposal',
                    name='rule',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='cases.retentionrule', verbose_name='retention rule'),
                ),
                migrations.AddConstraint(
                    model_name='erased',
                    constraint=models.CheckConstraint(condition=models.Q(('version', 1)), name='destroyed_roots_never_change'),
                ),
                migrations.AddConstraint(
                    model_name='historicalerased',
                    constraint=models.UniqueConstraint(fields=('id', 'version'), name='cases_erased_version'),
                ),
                migrations.AddConstraint(
                    model_name='historicalretentionproposal',
                    constraint=models.UniqueConstraint(fields=('id', 'version'), name='cases_retentionproposal_version'),
                ),
                migrations.AddConstraint(
                    model_name='retentionproposal',
                    constraint=models.UniqueConstraint(condition=models.Q(('answer', ''), models.Q(('answer', 'approved'), ('carried_at', None)), _connector='OR'), fields=('case',), name='one_retention_proposal_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='retentionproposal',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='retention_decision_is_whole'),
                ),
                migrations.AddConstraint(
                    model_name='retentionproposal',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('carried_at', None), ('carried_by', None)), models.Q(('carried_at__isnull', False), ('carried_by__isnull', False), models.Q(('carried_by', models.F('decided_by')), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='retention_takes_two_people'),
                ),
            ]
        ),
    ]
