import cases.history.tables
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from cases.history.migration import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_consents'),
        ('sanctions', '0001_sanctions'),
    ]

    operations = [
        Tables([
            migrations.CreateModel(
                name='HistoricalPersonConsent',
                fields=[
                    ('action_id', models.UUIDField()),
                    ('written_at', models.DateTimeField()),
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(editable=False)),
                    ('history_change_reason', models.TextField(blank=True, default='')),
                    ('history_user_id', models.UUIDField(null=True)),
                    ('text', models.TextField(max_length=4000, null=True, verbose_name='text they answered to')),
                    ('language', models.CharField(max_length=40, null=True, verbose_name='language of the text')),
                    ('answer', models.CharField(choices=[('yes', 'agrees'), ('no', 'does not agree')], max_length=3, null=True, verbose_name='answer')),
                    ('how_given', models.CharField(choices=[('signed', 'signed on paper'), ('said', 'said to a member of staff'), ('wrote', 'wrote it in a message of their own'), ('screen', 'pressed it on their own page')], max_length=6, null=True, verbose_name='how they answered')),
                    ('shown_by_what', models.CharField(blank=True, max_length=200, null=True, verbose_name='to whom they said it, or where the paper is')),
                    ('given_on', models.DateField(null=True, verbose_name='answered on')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='holds until')),
                    ('refresh_on', models.DateField(blank=True, null=True, verbose_name='to be asked again from')),
                    ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                    ('withdrawn_how', models.CharField(blank=True, max_length=200, null=True, verbose_name='how it was withdrawn')),
                    ('recorded_at', models.DateTimeField(null=True, verbose_name='recorded')),
                    ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical consent of the person',
                    'verbose_name_plural': 'historical consents of the person',
                    'ordering': ('-version',),
                    'get_latest_by': 'version',
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='PersonConsent',
                fields=[
                    ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('root', models.UUIDField(db_index=True, editable=False)),
                    ('text', models.TextField(max_length=4000, verbose_name='text they answered to')),
                    ('language', models.CharField(max_length=40, verbose_name='language of the text')),
                    ('answer', models.CharField(choices=[('yes', 'agrees'), ('no', 'does not agree')], max_length=3, verbose_name='answer')),
                    ('how_given', models.CharField(choices=[('signed', 'signed on paper'), ('said', 'said to a member of staff'), ('wrote', 'wrote it in a message of their own'), ('screen', 'pressed it on their own page')], max_length=6, verbose_name='how they answered')),
                    ('shown_by_what', models.CharField(blank=True, max_length=200, verbose_name='to whom they said it, or where the paper is')),
                    ('given_on', models.DateField(verbose_name='answered on')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='holds until')),
                    ('refresh_on', models.DateField(blank=True, null=True, verbose_name='to be asked again from')),
                    ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                    ('withdrawn_how', models.CharField(blank=True, max_length=200, verbose_name='how it was withdrawn')),
                    ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                ],
                options={
                    'verbose_name': 'consent of the person',
                    'verbose_name_plural': 'consents of the person',
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='historicalpersonconsent',
                name='case',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.caserecord'),
            ),
            migrations.AddField(
                model_name='historicalpersonconsent',
                name='condition',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.condition', verbose_name='condition'),
            ),
            migrations.AddField(
                model_name='historicalpersonconsent',
                name='purpose',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.consentpurpose', verbose_name='for what'),
            ),
            migrations.AddField(
                model_name='historicalpersonconsent',
                name='sanction',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sanctions.sanction', verbose_name='sanction'),
            ),
            migrations.AddField(
                model_name='personconsent',
                name='case',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='cases.caserecord'),
            ),
            migrations.AddField(
                model_name='personconsent',
                name='condition',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='sanctions.condition', verbose_name='condition'),
            ),
            migrations.AddField(
                model_name='personconsent',
                name='purpose',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.consentpurpose', verbose_name='for what'),
            ),
            migrations.AddField(
                model_name='personconsent',
                name='sanction',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='sanctions.sanction', verbose_name='sanction'),
            ),
            migrations.AddConstraint(
                model_name='historicalpersonconsent',
                constraint=models.UniqueConstraint(fields=('id', 'version'), name='sanctions_personconsent_version'),
            ),
            migrations.AddConstraint(
                model_name='personconsent',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('language', ''), _negated=True)), name='personconsent_has_a_text'),
            ),
            migrations.AddConstraint(
                model_name='personconsent',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'no'), ('refresh_on__isnull', True), ('valid_until__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('answer', 'yes'), ('refresh_on__isnull', False), ('valid_until__isnull', False)), _connector='OR'), name='personconsent_holds_for_a_time'),
            ),
            migrations.AddConstraint(
                model_name='personconsent',
                constraint=models.CheckConstraint(condition=models.Q(('how_given', 'screen'), models.Q(('shown_by_what', ''), _negated=True), _connector='OR'), name='personconsent_can_be_shown', violation_error_message='Say to whom they said it, or where the paper is.'),
            ),
            migrations.AddConstraint(
                model_name='personconsent',
                constraint=models.CheckConstraint(condition=models.Q(('condition__isnull', True), ('sanction__isnull', True), _connector='OR'), name='personconsent_about_one_thing'),
            ),
        ]),
        migrations.RemoveConstraint(
            model_name='application',
            name='one_open_application',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_says_what_changes',
        ),
        migrations.AddField(
            model_name='condition',
            name='ethical_standard',
            field=models.CharField(blank=True, help_text='Only for a treatment: the code or guideline by its name, as the person can look it up.', max_length=200, verbose_name='ethical standard the treatment follows'),
        ),
        migrations.AddField(
            model_name='condition',
            name='provider',
            field=models.CharField(blank=True, help_text='Only for a treatment: the practice or service, and how to reach it.', max_length=200, verbose_name='who gives the treatment'),
        ),
        migrations.AddField(
            model_name='conditiontype',
            name='treatment',
            field=models.BooleanField(default=False, help_text='It then asks nothing without the person’s agreement.', verbose_name='is a treatment'),
        ),
        migrations.AddField(
            model_name='historicalcondition',
            name='ethical_standard',
            field=models.CharField(blank=True, help_text='Only for a treatment: the code or guideline by its name, as the person can look it up.', max_length=200, null=True, verbose_name='ethical standard the treatment follows'),
        ),
        migrations.AddField(
            model_name='historicalcondition',
            name='provider',
            field=models.CharField(blank=True, help_text='Only for a treatment: the practice or service, and how to reach it.', max_length=200, null=True, verbose_name='who gives the treatment'),
        ),
        migrations.AddField(
            model_name='historicalconditiontype',
            name='treatment',
            field=models.BooleanField(default=False, help_text='It then asks nothing without the person’s agreement.', null=True, verbose_name='is a treatment'),
        ),
        migrations.AlterField(
            model_name='application',
            name='asked_by',
            field=models.CharField(choices=[('person', 'the person'), ('service', 'the probation service'), ('law', 'the law, for the person does not agree')], max_length=8, verbose_name='asked by'),
        ),
        migrations.AlterField(
            model_name='application',
            name='grounds',
            field=models.TextField(blank=True, max_length=20000, verbose_name='grounds'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='outcome',
            field=models.CharField(blank=True, choices=[('complied', 'Attended and complied'), ('failed_to_comply', 'Attended, did not comply'), ('sent_home_behaviour', 'Sent home because of behaviour'), ('sent_home_service', "Sent home, the service's fault"), ('acceptable', 'Absent, acceptable reason'), ('unacceptable', 'Absent, no acceptable reason'), ('evidence_awaited', 'Did not come, evidence awaited'), ('rescheduled', 'Moved to another time'), ('called_off', 'Called off: it is not asked any more')], max_length=24, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='historicalapplication',
            name='asked_by',
            field=models.CharField(choices=[('person', 'the person'), ('service', 'the probation service'), ('law', 'the law, for the person does not agree')], max_length=8, null=True, verbose_name='asked by'),
        ),
        migrations.AlterField(
            model_name='historicalapplication',
            name='grounds',
            field=models.TextField(blank=True, max_length=20000, null=True, verbose_name='grounds'),
        ),
        migrations.AlterField(
            model_name='historicalappointment',
            name='outcome',
            field=models.CharField(blank=True, choices=[('complied', 'Attended and complied'), ('failed_to_comply', 'Attended, did not comply'), ('sent_home_behaviour', 'Sent home because of behaviour'), ('sent_home_service', "Sent home, the service's fault"), ('acceptable', 'Absent, acceptable reason'), ('unacceptable', 'Absent, no acceptable reason'), ('evidence_awaited', 'Did not come, evidence awaited'), ('rescheduled', 'Moved to another time'), ('called_off', 'Called off: it is not asked any more')], max_length=24, null=True, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='historicalorderquery',
            name='doubt',
            field=models.CharField(choices=[('bounds', 'The duration or amount lies outside what the law allows for this type'), ('power', 'The law does not give this authority the power to impose this type'), ('condition', 'This type does not admit one of the conditions'), ('age', 'The person was under the age of adulthood: the rules for juveniles (CM/Rec(2008)11) may apply'), ('consent', 'The person does not agree, and the law asks a suspect’s agreement first')], max_length=12, null=True, verbose_name='doubt'),
        ),
        migrations.AlterField(
            model_name='orderquery',
            name='doubt',
            field=models.CharField(choices=[('bounds', 'The duration or amount lies outside what the law allows for this type'), ('power', 'The law does not give this authority the power to impose this type'), ('condition', 'This type does not admit one of the conditions'), ('age', 'The person was under the age of adulthood: the rules for juveniles (CM/Rec(2008)11) may apply'), ('consent', 'The person does not agree, and the law asks a suspect’s agreement first')], max_length=12, verbose_name='doubt'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open'), models.Q(('asked_by', 'law'), _negated=True)), fields=('sanction', 'kind', 'asked_by'), name='one_open_application', violation_error_message='This was asked for already. Wait for the answer, or withdraw it first.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('asked_by', 'law'), ('state', 'open')), fields=('condition',), name='condition_returned_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('asked_by', 'law'), ('kind', 'end'), ('state', 'open')), fields=('sanction',), name='measure_returned_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_by', 'law'), ('grounds', '')), models.Q(models.Q(('asked_by', 'law'), _negated=True), models.Q(('grounds', ''), _negated=True)), _connector='OR'), name='application_has_grounds', violation_error_message='Write the grounds.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('condition__isnull', True), ('kind', 'end')), models.Q(('condition__isnull', False), ('kind', 'change'), models.Q(models.Q(('instead', ''), _negated=True), ('asked_by', 'law'), _connector='OR')), _connector='OR'), name='application_says_what_changes', violation_error_message='Say which condition, and what is asked for instead.'),
        ),
    ]
