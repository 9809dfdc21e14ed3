"""No table of the box keeps the order in which rows came (`shared.unordered`)."""

from django.db import migrations

from balss.shared.unordered import lay_without_order

TABLES = ("box_ballot", "box_node", "box_daycount")


def lay(apps, schema_editor):
    for table in TABLES:
        lay_without_order(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("box", "0001_initial")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
