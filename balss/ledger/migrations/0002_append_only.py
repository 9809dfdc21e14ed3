"""The triggers that keep the ledger append-only and queue each new entry (`balss.ledger.models.append_only`)."""

from django.db import migrations

from balss.ledger.models import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


def uninstall(apps, schema_editor):
    append_only.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(install, uninstall)]
