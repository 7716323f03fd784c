import cases.history.tables
import django.db.models.deletion
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
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='who complains')),
                ('text', models.TextField(max_length=9000, verbose_name='what happened')),
                ('wanted', models.TextField(blank=True, max_length=9000, verbose_name='what should be done')),
                ('wants_hearing', models.BooleanField(default=False, verbose_name='wishes to be heard in person')),
                ('helper', models.CharField(blank=True, max_length=120, verbose_name='helped by')),
                ('lodged_at', models.DateTimeField(verbose_name='received')),
                ('state', models.CharField(choices=[('lodged', 'received'), ('not_admissible', 'not looked into'), ('investigating', 'being looked into'), ('decided', 'decided')], default='lodged', max_length=16, verbose_name='state')),
                ('admit_by', models.DateField(verbose_name='first reply due')),
                ('decide_by', models.DateField(verbose_name='decision due')),
                ('reply', models.TextField(blank=True, max_length=9000, verbose_name='first reply')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='replied')),
                ('right_door', models.CharField(blank=True, choices=[('contest', 'say in your record that you do not agree with an entry'), ('appeal', 'appeal to the court named in the ruling'), ('court', 'write to the court or authority itself'), ('other', 'another office, named in the reply')], max_length=12, verbose_name='the right way')),
                ('hearing', models.CharField(blank=True, choices=[('held', 'was heard'), ('declined', 'was offered a hearing and declined'), ('missed', 'was invited and did not come')], max_length=12, verbose_name='hearing')),
                ('heard', models.TextField(blank=True, max_length=9000, verbose_name='what was said at the hearing')),
                ('investigator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='investigates', to='cases.staffmember', verbose_name='investigator')),
                ('lodged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to=settings.AUTH_USER_MODEL)),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='cases.staffmember', verbose_name='about whom')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='cases.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'complaint',
                'verbose_name_plural': 'complaints',
            },
        ),
        migrations.CreateModel(
            name='ComplaintDecision',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('outcome', models.CharField(choices=[('upheld', 'You are right'), ('partly', 'You are right in part'), ('not_upheld', 'Your complaint is not upheld')], max_length=12, verbose_name='decision')),
                ('reasons', models.TextField(max_length=9000, verbose_name='reasons')),
                ('remedy', models.TextField(blank=True, max_length=9000, verbose_name='what is done about it')),
                ('decided_at', models.DateTimeField(verbose_name='decided on')),
                ('appeal_until', models.DateField(verbose_name='appeal possible until')),
                ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'decision on a complaint',
                'verbose_name_plural': 'decisions on complaints',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('to', models.CharField(choices=[('complainant', 'the person who complained'), ('service', 'the manager of the unit'), ('staff', 'the member of staff it is about')], max_length=12, verbose_name='to')),
                ('delivered_at', models.DateTimeField(verbose_name='when')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='complaints.complaintdecision')),
            ],
            options={
                'verbose_name': 'delivery of a decision',
                'verbose_name_plural': 'deliveries of decisions',
            },
        ),
        migrations.CreateModel(
            name='HistoricalComplaint',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('name', models.CharField(max_length=200, null=True, verbose_name='who complains')),
                ('text', models.TextField(max_length=9000, null=True, verbose_name='what happened')),
                ('wanted', models.TextField(blank=True, max_length=9000, null=True, verbose_name='what should be done')),
                ('wants_hearing', models.BooleanField(default=False, null=True, verbose_name='wishes to be heard in person')),
                ('helper', models.CharField(blank=True, max_length=120, null=True, verbose_name='helped by')),
                ('lodged_at', models.DateTimeField(null=True, verbose_name='received')),
                ('state', models.CharField(choices=[('lodged', 'received'), ('not_admissible', 'not looked into'), ('investigating', 'being looked into'), ('decided', 'decided')], default='lodged', max_length=16, null=True, verbose_name='state')),
                ('admit_by', models.DateField(null=True, verbose_name='first reply due')),
                ('decide_by', models.DateField(null=True, verbose_name='decision due')),
                ('reply', models.TextField(blank=True, max_length=9000, null=True, verbose_name='first reply')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='replied')),
                ('right_door', models.CharField(blank=True, choices=[('contest', 'say in your record that you do not agree with an entry'), ('appeal', 'appeal to the court named in the ruling'), ('court', 'write to the court or authority itself'), ('other', 'another office, named in the reply')], max_length=12, null=True, verbose_name='the right way')),
                ('hearing', models.CharField(blank=True, choices=[('held', 'was heard'), ('declined', 'was offered a hearing and declined'), ('missed', 'was invited and did not come')], max_length=12, null=True, verbose_name='hearing')),
                ('heard', models.TextField(blank=True, max_length=9000, null=True, verbose_name='what was said at the hearing')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('investigator', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='investigator')),
                ('lodged_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('staff', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='about whom')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'historical complaint',
                'verbose_name_plural': 'historical complaints',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalComplaintDecision',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('outcome', models.CharField(choices=[('upheld', 'You are right'), ('partly', 'You are right in part'), ('not_upheld', 'Your complaint is not upheld')], max_length=12, null=True, verbose_name='decision')),
                ('reasons', models.TextField(max_length=9000, null=True, verbose_name='reasons')),
                ('remedy', models.TextField(blank=True, max_length=9000, null=True, verbose_name='what is done about it')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided on')),
                ('appeal_until', models.DateField(null=True, verbose_name='appeal possible until')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('complaint', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'historical decision on a complaint',
                'verbose_name_plural': 'historical decisions on complaints',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDelivery',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('to', models.CharField(choices=[('complainant', 'the person who complained'), ('service', 'the manager of the unit'), ('staff', 'the member of staff it is about')], max_length=12, null=True, verbose_name='to')),
                ('delivered_at', models.DateTimeField(null=True, verbose_name='when')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('decision', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaintdecision')),
            ],
            options={
                'verbose_name': 'historical delivery of a decision',
                'verbose_name_plural': 'historical deliveries of decisions',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStatement',
            fields=[
                ('action_id', models.UUIDField()),
                ('written_at', models.DateTimeField()),
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(editable=False)),
                ('history_change_reason', models.TextField(blank=True, default='')),
                ('history_user_id', models.UUIDField(null=True)),
                ('question', models.TextField(max_length=9000, null=True, verbose_name='what is asked')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='asked on')),
                ('answer_by', models.DateField(null=True, verbose_name='answer due')),
                ('text', models.TextField(blank=True, max_length=9000, null=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered on')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('complaint', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='complaints.complaint')),
                ('staff', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.staffmember', verbose_name='asked')),
            ],
            options={
                'verbose_name': 'historical statement',
                'verbose_name_plural': 'historical statements',
                'ordering': ('-version',),
                'get_latest_by': 'version',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.UUIDField(default=cases.history.tables.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('root', models.UUIDField(db_index=True, editable=False)),
                ('question', models.TextField(max_length=9000, verbose_name='what is asked')),
                ('asked_at', models.DateTimeField(verbose_name='asked on')),
                ('answer_by', models.DateField(verbose_name='answer due')),
                ('text', models.TextField(blank=True, max_length=9000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered on')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='complaints.complaint')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='cases.staffmember', verbose_name='asked')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['investigator', 'state', 'decide_by'], name='complaint_inbox'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_admissible'), _negated=True), models.Q(models.Q(('reply', ''), _negated=True), models.Q(('right_door', ''), _negated=True)), _connector='OR'), name='refused_complaint_names_the_way', violation_error_message='Say why it is not looked into, and which way is the right one.'),
        ),
        migrations.AddConstraint(
            model_name='complaintdecision',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1)), name='complaint_decisions_never_change'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('decision', 'to'), name='delivered_once_each'),
        ),
        migrations.AddConstraint(
            model_name='historicalcomplaint',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='complaints_complaint_version'),
        ),
        migrations.AddConstraint(
            model_name='historicalcomplaintdecision',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='complaints_complaintdecision_version'),
        ),
        migrations.AddConstraint(
            model_name='historicaldelivery',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='complaints_delivery_version'),
        ),
        migrations.AddConstraint(
            model_name='historicalstatement',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='complaints_statement_version'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('complaint', 'staff'), name='asked_once', violation_error_message='This member of staff was asked already.'),
        ),
        ]),
    ]
