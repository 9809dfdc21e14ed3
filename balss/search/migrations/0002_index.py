"""What Django's tables cannot say: FTS5 on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_index USING fts5(title, text, others, facets, tokenize='ascii', columnsize=0)",
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN "
        "DELETE FROM search_index WHERE rowid = OLD.place; END",
    ],
    "postgresql": ["CREATE INDEX search_entry_vector ON search_entry USING gin (vector)"],
}
DROP = {
    "sqlite": ["DROP TRIGGER search_entry_gone", "DROP TABLE search_index"],
    "postgresql": ["DROP INDEX search_entry_vector"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
