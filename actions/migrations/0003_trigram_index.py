"""On PostgreSQL a trigram index makes every word of a search an index look-up; SQLite reads its narrow table."""

from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS measure_search_trigram ON actions_measuresearch USING gin (text gin_trgm_ops)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS measure_search_trigram")


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_ties_to_bodies_and_people")]

    operations = [migrations.RunPython(make, drop)]
