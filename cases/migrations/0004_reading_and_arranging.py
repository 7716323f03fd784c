from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicaljurisdiction',
            name='arrange_working_days',
            field=models.PositiveSmallIntegerField(default=3, null=True, verbose_name='working days before a meeting by which an interpreter, or what somebody needs, is arranged'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='reads',
            field=models.CharField(choices=[('ordinary', 'ordinary text'), ('easy', 'easy words'), ('large', 'large print'), ('aloud', 'somebody reads it out')], default='ordinary', max_length=10, null=True, verbose_name='how they read best'),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='arrange_working_days',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='working days before a meeting by which an interpreter, or what somebody needs, is arranged'),
        ),
        migrations.AddField(
            model_name='person',
            name='reads',
            field=models.CharField(choices=[('ordinary', 'ordinary text'), ('easy', 'easy words'), ('large', 'large print'), ('aloud', 'somebody reads it out')], default='ordinary', max_length=10, verbose_name='how they read best'),
        ),
    ]
