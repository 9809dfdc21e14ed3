"""Words are keys alone: how one is written is read where it stands, so that nothing depends on what came first. On SQLite
the vocabulary of the index can be read."""

from django.db import migrations

CREATE = "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_index, col)"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_vocabulary")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_sequence")]

    operations = [migrations.RemoveField("word", "written"), migrations.RunPython(create, drop)]
