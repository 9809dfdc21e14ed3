"""By which rules the index is made. One that has nothing in it is made by today's, whichever they are; one without a row
is made anew by `balss prepare`."""

from django.db import migrations, models

from balss.core.text.stems import EDITION


def mark_empty(apps, schema_editor):
    if not apps.get_model("search", "Document").objects.exists():
        apps.get_model("search", "Edition").objects.create(pk=1, number=EDITION)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_words_as_they_stand")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunPython(mark_empty, migrations.RunPython.noop),
    ]
