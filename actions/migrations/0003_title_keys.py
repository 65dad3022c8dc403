"""Labels in alphabetical order, in each language, from an index."""

import actors.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_trigram_index"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="title_key_en",
            field=actors.fields.DerivedField(default="", editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="measure",
            name="title_key_fi",
            field=actors.fields.DerivedField(default="", editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="measure",
            name="title_key_sv",
            field=actors.fields.DerivedField(default="", editable=False, max_length=100),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["programme", "title_key_fi", "sort_key", "id"], name="measure_by_title_fi"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["programme", "title_key_sv", "sort_key", "id"], name="measure_by_title_sv"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["programme", "title_key_en", "sort_key", "id"], name="measure_by_title_en"),
        ),
    ]
