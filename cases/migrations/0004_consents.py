from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicaljurisdiction',
            name='consent_working_days',
            field=models.PositiveSmallIntegerField(default=5, null=True, verbose_name='working days to ask for an agreement that an order needs'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='consent_working_days',
            field=models.PositiveSmallIntegerField(default=5, verbose_name='working days to ask for an agreement that an order needs'),
        ),
        migrations.AlterField(
            model_name='consentpurpose',
            name='serves',
            field=models.CharField(choices=[('contact', 'being contacted at all'), ('event', 'being told of an event'), ('mediation', 'mediation or other restorative work'), ('reparation', 'contact about reparation'), ('referral', 'referral to a support service'), ('treatment', 'a treatment'), ('measure', 'a measure before a decision'), ('service', 'something else the service asks for')], max_length=12, verbose_name='what it allows'),
        ),
        migrations.AlterField(
            model_name='historicalconsentpurpose',
            name='serves',
            field=models.CharField(choices=[('contact', 'being contacted at all'), ('event', 'being told of an event'), ('mediation', 'mediation or other restorative work'), ('reparation', 'contact about reparation'), ('referral', 'referral to a support service'), ('treatment', 'a treatment'), ('measure', 'a measure before a decision'), ('service', 'something else the service asks for')], max_length=12, null=True, verbose_name='what it allows'),
        ),
        migrations.AlterField(
            model_name='historicalvictimconsent',
            name='how_given',
            field=models.CharField(choices=[('signed', 'signed on paper'), ('said', 'said to a member of staff'), ('wrote', 'wrote it in a message of their own'), ('screen', 'pressed it on their own page')], max_length=6, null=True, verbose_name='how they answered'),
        ),
        migrations.AlterField(
            model_name='historicalvictimconsent',
            name='shown_by_what',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='to whom they said it, or where the paper is'),
        ),
        migrations.AlterField(
            model_name='victimconsent',
            name='how_given',
            field=models.CharField(choices=[('signed', 'signed on paper'), ('said', 'said to a member of staff'), ('wrote', 'wrote it in a message of their own'), ('screen', 'pressed it on their own page')], max_length=6, verbose_name='how they answered'),
        ),
        migrations.AlterField(
            model_name='victimconsent',
            name='shown_by_what',
            field=models.CharField(blank=True, max_length=200, verbose_name='to whom they said it, or where the paper is'),
        ),
        migrations.AddConstraint(
            model_name='consentpurpose',
            constraint=models.UniqueConstraint(condition=models.Q(('owner', 'person'), ('serves__in', ('treatment', 'measure'))), fields=('serves',), name='one_text_for_what_the_law_asks', violation_error_message='There is a text for this already. Change that one.'),
        ),
        migrations.AddConstraint(
            model_name='victimconsent',
            constraint=models.CheckConstraint(condition=models.Q(('how_given', 'screen'), models.Q(('shown_by_what', ''), _negated=True), _connector='OR'), name='victimconsent_can_be_shown', violation_error_message='Say to whom they said it, or where the paper is.'),
        ),
    ]
