"""The roll does not keep the order in which people came (`shared.unordered`)."""

from django.db import migrations

from balss.shared.unordered import lay_without_order


def lay(apps, schema_editor):
    lay_without_order(schema_editor.connection, "voting_rollentry")


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
