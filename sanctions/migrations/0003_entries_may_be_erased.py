import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_erasing_parts'),
        ('sanctions', '0002_acknowledgements'),
    ]

    operations = [
        migrations.AlterField(
            model_name='allegedfailure',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alleged_failures', to='cases.entry'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='cases.entry'),
        ),
        migrations.AlterField(
            model_name='draftpassage',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.entry', verbose_name='rests on the entry'),
        ),
        migrations.AlterField(
            model_name='reportpassage',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.entry', verbose_name='rests on the entry'),
        ),
        migrations.AlterField(
            model_name='unseenpassage',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.entry', verbose_name='rests on the entry'),
        ),
    ]
