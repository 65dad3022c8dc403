"""A link is a dated fact with a source, like the other parts of a measure."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_title_keys"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="link",
            name="link_once",
        ),
        migrations.AddField(
            model_name="link",
            name="brought_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="actions.programmeimport",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="first_line",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="last_line",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="since",
            field=models.DateField(blank=True, help_text="The first day in force.", null=True, verbose_name="since"),
        ),
        migrations.AddField(
            model_name="link",
            name="until",
            field=models.DateField(
                blank=True,
                help_text="The last day in force, included. Leave empty when open.",
                null=True,
                verbose_name="until",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("measure", "to_measure", "to_area", "kind"),
                name="link_once",
                nulls_distinct=False,
            ),
        ),
    ]
