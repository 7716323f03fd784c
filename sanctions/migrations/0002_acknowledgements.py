import cases.history.tables
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_reading_and_arranging'),
        ('sanctions', '0001_sanctions'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='arranged',
            field=models.CharField(blank=True, help_text='For example: room on the ground floor, somebody who reads the papers out.', max_length=200, verbose_name='what is arranged for what they need'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='interpreter',
            field=models.CharField(blank=True, help_text='The interpreter’s name, or that you speak the language yourself.', max_length=120, verbose_name='who interprets'),
        ),
        migrations.AddField(
            model_name='conditiontype',
            name='easy',
            field=models.JSONField(default=dict, help_text='By language. One short sentence a line, no word that has to be explained.', verbose_name='what it means, in easy words'),
        ),
        migrations.AddField(
            model_name='historicalappointment',
            name='arranged',
            field=models.CharField(blank=True, help_text='For example: room on the ground floor, somebody who reads the papers out.', max_length=200, null=True, verbose_name='what is arranged for what they need'),
        ),
        migrations.AddField(
            model_name='historicalappointment',
            name='interpreter',
            field=models.CharField(blank=True, help_text='The interpreter’s name, or that you speak the language yourself.', max_length=120, null=True, verbose_name='who interprets'),
        ),
        migrations.AddField(
            model_name='historicalconditiontype',
            name='easy',
            field=models.JSONField(default=dict, help_text='By language. One short sentence a line, no word that has to be explained.', null=True, verbose_name='what it means, in easy words'),
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('text', models.TextField(verbose_name='text that was shown')),
                ('language', models.CharField(max_length=40, verbose_name='language of the text')),
                ('words', models.CharField(choices=[('plain', 'plain words'), ('easy', 'easy words')], max_length=6, verbose_name='plain or easy words')),
                ('how', models.CharField(choices=[('screen', 'confirmed on their own page'), ('told', 'told by staff')], max_length=6, verbose_name='how')),
                ('recorded_at', models.DateTimeField(verbose_name='when')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='cases.caserecord')),
                ('condition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='sanctions.condition', verbose_name='condition')),
                ('explanation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.explanation', verbose_name='when it was told')),
            ],
            options={
                'verbose_name': 'acknowledgement of a condition',
                'verbose_name_plural': 'acknowledgements of conditions',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('language', ''), _negated=True)), name='acknowledgement_has_a_text'), models.CheckConstraint(condition=models.Q(models.Q(('explanation__isnull', False), ('how', 'told')), models.Q(('explanation__isnull', True), ('how', 'screen')), _connector='OR'), name='acknowledgement_says_who_told')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAcknowledgement',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('text', models.TextField(null=True, verbose_name='text that was shown')),
                ('language', models.CharField(max_length=40, null=True, verbose_name='language of the text')),
                ('words', models.CharField(choices=[('plain', 'plain words'), ('easy', 'easy words')], max_length=6, null=True, verbose_name='plain or easy words')),
                ('how', models.CharField(choices=[('screen', 'confirmed on their own page'), ('told', 'told by staff')], max_length=6, null=True, verbose_name='how')),
                ('recorded_at', models.DateTimeField(null=True, verbose_name='when')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('case', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caserecord')),
                ('condition', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.condition', verbose_name='condition')),
                ('explanation', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.explanation', verbose_name='when it was told')),
            ],
            options={
                'verbose_name': 'historical acknowledgement of a condition',
                'verbose_name_plural': 'historical acknowledgements of conditions',
                'ordering': ('-version',),
                'get_latest_by': 'version',
                'constraints': [models.UniqueConstraint(fields=('id', 'version'), name='sanctions_acknowledgement_version')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
