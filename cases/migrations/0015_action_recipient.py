from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_withholding'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='recipient',
            field=models.CharField(blank=True, default='', help_text='To whom something left: an authority, an organisation, or roles.', max_length=200),
            preserve_default=False,
        ),
    ]
