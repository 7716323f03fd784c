"""Where cases were brought in from, and the imports."""

import cases.history.tables
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from cases.history.migration import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_search'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='CaseImport',
                fields=[
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(db_index=True, editable=False)),
                    ('source', models.CharField(max_length=120, verbose_name='brought in from')),
                    ('file_hash', models.CharField(max_length=64, verbose_name='hash of the file')),
                    ('name', models.CharField(max_length=120, verbose_name='who brought them in')),
                    ('made_at', models.DateTimeField(verbose_name='brought in')),
                    ('cases', models.PositiveIntegerField(verbose_name='cases')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='cases.staffmember')),
                ],
                options={
                    'verbose_name': 'import of cases',
                    'verbose_name_plural': 'imports of cases',
                },
            ),
            migrations.CreateModel(
                name='HistoricalCaseImport',
                fields=[
                    ('action_id', models.UUIDField()),
                    ('written_at', models.DateTimeField()),
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(editable=False)),
                    ('history_change_reason', models.TextField(blank=True, default='')),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('source', models.CharField(max_length=120, null=True, verbose_name='brought in from')),
                    ('file_hash', models.CharField(max_length=64, null=True, verbose_name='hash of the file')),
                    ('name', models.CharField(max_length=120, null=True, verbose_name='who brought them in')),
                    ('made_at', models.DateTimeField(null=True, verbose_name='brought in')),
                    ('cases', models.PositiveIntegerField(null=True, verbose_name='cases')),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('made_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember')),
                ],
                options={
                    'verbose_name': 'historical import of cases',
                    'verbose_name_plural': 'historical imports of cases',
                    'ordering': ('-version',),
                    'get_latest_by': 'version',
                    'constraints': [models.UniqueConstraint(fields=('id', 'version'), name='cases_caseimport_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalOrigin',
                fields=[
                    ('action_id', models.UUIDField()),
                    ('written_at', models.DateTimeField()),
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(editable=False)),
                    ('history_change_reason', models.TextField(blank=True, default='')),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('source', models.CharField(max_length=120, null=True, verbose_name='brought in from')),
                    ('number', models.CharField(max_length=60, null=True, verbose_name='case number there')),
                    ('person_number', models.CharField(blank=True, max_length=60, null=True, verbose_name='number of the person there')),
                    ('brought_in_at', models.DateTimeField(null=True, verbose_name='brought in on')),
                    ('digest', models.CharField(max_length=64, null=True, verbose_name='hash of what was brought in')),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('case', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caserecord')),
                    ('case_import', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caseimport')),
                ],
                options={
                    'verbose_name': 'historical origin of a case',
                    'verbose_name_plural': 'historical origins of cases',
                    'ordering': ('-version',),
                    'get_latest_by': 'version',
                    'constraints': [models.UniqueConstraint(fields=('id', 'version'), name='cases_origin_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Origin',
                fields=[
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(db_index=True, editable=False)),
                    ('source', models.CharField(max_length=120, verbose_name='brought in from')),
                    ('number', models.CharField(max_length=60, verbose_name='case number there')),
                    ('person_number', models.CharField(blank=True, max_length=60, verbose_name='number of the person there')),
                    ('brought_in_at', models.DateTimeField(verbose_name='brought in on')),
                    ('digest', models.CharField(max_length=64, verbose_name='hash of what was brought in')),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='origin', to='cases.caserecord')),
                    ('case_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='cases.caseimport')),
                ],
                options={
                    'verbose_name': 'origin of a case',
                    'verbose_name_plural': 'origins of cases',
                    'indexes': [models.Index(fields=['source', 'person_number'], name='origin_person')],
                    'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='brought_in_once')],
                },
            ),
        ]),
    ]
