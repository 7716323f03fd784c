import cases.history.tables
import django.db.models.deletion
import reports.models.document
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from cases.history.migration import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_ground'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables([
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.SlugField(db_index=False, max_length=40, verbose_name='kind of document')),
                ('subject', models.UUIDField(blank=True, null=True, verbose_name='about which record')),
                ('reference', models.CharField(default=reports.models.document.new_reference, max_length=14, unique=True, verbose_name='reference')),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('role', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, verbose_name='for whom')),
                ('purpose', models.CharField(choices=[('supervision', 'supervision'), ('own_record', "reading one's own record"), ('decision', 'deciding about the sanction'), ('inspection', 'inspection'), ('contest', 'answering a disagreement'), ('complaint', 'answering a complaint'), ('placement', 'a community service placement'), ('assistance', 'help and assistance'), ('volunteering', 'volunteering'), ('victim_contact', 'contact with victims'), ('retention', 'archiving and destroying records'), ('research', 'research'), ('publication', 'information for the public')], max_length=16, verbose_name='purpose')),
                ('asked_at', models.DateTimeField(verbose_name='asked for')),
                ('state', models.CharField(choices=[('waiting', 'waiting to be made'), ('making', 'being made'), ('ready', 'ready'), ('failed', 'could not be made')], default='waiting', max_length=8, verbose_name='state')),
                ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='begun')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made')),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the content')),
                ('file_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the file')),
                ('size', models.PositiveIntegerField(blank=True, null=True, verbose_name='size in bytes')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='pages')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cases.caserecord')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
            },
        ),
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='file', serialize=False, to='reports.document')),
                ('data', models.BinaryField()),
            ],
            options={
                'verbose_name': 'file of a document',
                'verbose_name_plural': 'files of documents',
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('indicator', models.SlugField(db_index=False, max_length=40, verbose_name='what is counted')),
                ('row', models.SlugField(db_index=False, max_length=40, verbose_name='of which kind')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place in the table')),
                ('label', models.JSONField(help_text='By language.', verbose_name='name of the kind')),
                ('count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number')),
                ('published_on', models.DateField(verbose_name='published on')),
            ],
            options={
                'verbose_name': 'figure',
                'verbose_name_plural': 'figures',
                'constraints': [models.UniqueConstraint(fields=('year', 'indicator', 'row'), name='figure_published_once'), models.CheckConstraint(condition=models.Q(('version', 1)), name='figures_never_change'), models.CheckConstraint(condition=models.Q(('count', None), ('count', 0), ('count__gte', 5), _connector='OR'), name='no_small_figure')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalDocument',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.SlugField(db_index=False, max_length=40, null=True, verbose_name='kind of document')),
                ('subject', models.UUIDField(blank=True, null=True, verbose_name='about which record')),
                ('reference', models.CharField(default=reports.models.document.new_reference, max_length=14, null=True, verbose_name='reference')),
                ('language', models.CharField(max_length=8, null=True, verbose_name='language')),
                ('role', models.CharField(choices=[('officer', 'officer'), ('manager', 'manager'), ('contest_handler', 'handler of a disagreement'), ('checker', 'second reader of a report'), ('emergency', 'reader in an emergency'), ('staff_concerned', 'member of staff a complaint is about'), ('person', 'person under supervision'), ('representative', 'representative'), ('authority', 'member of a deciding authority'), ('inspector', 'inspector'), ('investigator', 'complaints investigator'), ('volunteer', 'volunteer'), ('coordinator', 'coordinator of volunteers'), ('agency', 'partner organisation'), ('victimcontact', 'victim contact'), ('records', 'records manager'), ('admin', 'administrator of reference data')], max_length=16, null=True, verbose_name='for whom')),
                ('purpose', models.CharField(choices=[('supervision', 'supervision'), ('own_record', "reading one's own record"), ('decision', 'deciding about the sanction'), ('inspection', 'inspection'), ('contest', 'answering a disagreement'), ('complaint', 'answering a complaint'), ('placement', 'a community service placement'), ('assistance', 'help and assistance'), ('volunteering', 'volunteering'), ('victim_contact', 'contact with victims'), ('retention', 'archiving and destroying records'), ('research', 'research'), ('publication', 'information for the public')], max_length=16, null=True, verbose_name='purpose')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='asked for')),
                ('state', models.CharField(choices=[('waiting', 'waiting to be made'), ('making', 'being made'), ('ready', 'ready'), ('failed', 'could not be made')], default='waiting', max_length=8, null=True, verbose_name='state')),
                ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='begun')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='made')),
                ('content_hash', models.CharField(blank=True, max_length=64, null=True, verbose_name='hash of the content')),
                ('file_hash', models.CharField(blank=True, max_length=64, null=True, verbose_name='hash of the file')),
                ('size', models.PositiveIntegerField(blank=True, null=True, verbose_name='size in bytes')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='pages')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caserecord')),
            ],
            options={
                'verbose_name': 'historical document',
                'verbose_name_plural': 'historical documents',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalFigure',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('year', models.PositiveSmallIntegerField(null=True, verbose_name='year')),
                ('indicator', models.SlugField(db_index=False, max_length=40, null=True, verbose_name='what is counted')),
                ('row', models.SlugField(db_index=False, max_length=40, null=True, verbose_name='of which kind')),
                ('place', models.PositiveSmallIntegerField(null=True, verbose_name='place in the table')),
                ('label', models.JSONField(help_text='By language.', null=True, verbose_name='name of the kind')),
                ('count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number')),
                ('published_on', models.DateField(null=True, verbose_name='published on')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical figure',
                'verbose_name_plural': 'historical figures',
                'ordering': ('-version',),
                'get_latest_by': 'version',
                'constraints': [models.UniqueConstraint(fields=('id', 'version'), name='reports_figure_version')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalInspectionMandate',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('starts_at', models.DateTimeField(null=True, verbose_name='starts at')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends at')),
                ('name', models.CharField(max_length=120, null=True, verbose_name='name of the inspector')),
                ('body', models.CharField(max_length=160, null=True, verbose_name='inspecting body')),
                ('document', models.CharField(max_length=120, null=True, verbose_name='document of appointment')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical inspection mandate',
                'verbose_name_plural': 'historical inspection mandates',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='InspectionMandate',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends at')),
                ('name', models.CharField(max_length=120, verbose_name='name of the inspector')),
                ('body', models.CharField(max_length=160, verbose_name='inspecting body')),
                ('document', models.CharField(max_length=120, verbose_name='document of appointment')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_mandates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inspection mandate',
                'verbose_name_plural': 'inspection mandates',
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['case', 'purpose', 'id'], name='document_case_purpose'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('state', 'ready'), _negated=True), fields=['state', 'id'], name='document_to_make'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('made_at__isnull', False), ('pages__gt', 0), ('size__gt', 0), models.Q(('content_hash', ''), _negated=True), models.Q(('file_hash', ''), _negated=True)), _connector='OR'), name='document_ready_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='historicaldocument',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='reports_document_version'),
        ),
        migrations.AddConstraint(
            model_name='historicalinspectionmandate',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='reports_inspectionmandate_version'),
        ),
        ]),
    ]
