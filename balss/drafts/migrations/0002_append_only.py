"""The triggers that keep published versions as they are (`balss.drafts.models.append_only`)."""

from django.db import migrations

from balss.drafts.models import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


def uninstall(apps, schema_editor):
    append_only.uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]

    operations = [migrations.RunPython(install, uninstall)]
