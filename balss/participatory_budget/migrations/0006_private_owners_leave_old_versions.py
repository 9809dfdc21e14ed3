"""What an idea said before is public; who owns private land is not, and leaves it."""

from django.db import migrations


def take_out(apps, schema_editor):
    versions = apps.get_model("participatory_budget", "IdeaVersion").objects
    for version in versions.filter(content__land="private").iterator():
        if version.content.get("owner"):
            version.content["owner"] = ""
            version.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("participatory_budget", "0005_counts")]
    operations = [migrations.RunPython(take_out, migrations.RunPython.noop, elidable=True)]
