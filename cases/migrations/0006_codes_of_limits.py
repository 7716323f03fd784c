from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_erasing_parts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='deadline',
            name='code',
            field=models.CharField(max_length=40, verbose_name='limit'),
        ),
        migrations.AlterField(
            model_name='historicaldeadline',
            name='code',
            field=models.CharField(max_length=40, null=True, verbose_name='limit'),
        ),
    ]
