from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sanctions', '0003_entries_may_be_erased'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpersonconsent',
            name='outdated_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='what it is about was changed on'),
        ),
        migrations.AddField(
            model_name='personconsent',
            name='outdated_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='what it is about was changed on'),
        ),
    ]
