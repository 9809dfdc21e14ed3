"""Where a text is longer than a tsvector can say, its keys in order. Migrating is quick; texts that are in the index
already get theirs when they are indexed next."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [migrations.AddField("entry", "sequence", models.TextField(null=True))]
