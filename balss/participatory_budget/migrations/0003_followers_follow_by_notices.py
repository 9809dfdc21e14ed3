"""Whoever followed an idea follows it by the subscriptions of room `notices` from now on, and is told at once as before.

Authors are left out: they get letters of their own, and would be told twice. What happened so far is not told again.
"""

from secrets import token_hex

from django.db import migrations
from django.db.models import Max

IDEA = "participatory_budget.idea"


def move(apps, schema_editor):
    old, co_author = (apps.get_model("participatory_budget", name) for name in ("Follower", "CoAuthor"))
    happening, follower, subscription = (
        apps.get_model("notices", name) for name in ("Happening", "Follower", "Subscription")
    )
    last = happening.objects.aggregate(last=Max("position"))["last"] or 0
    rows = old.objects.exclude(idea__number=None).select_related("idea__call", "account__person").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        authors = {row.idea.person_id, *co_author.objects.filter(idea=row.idea).values_list("person_id", flat=True)}
        if (authors - {None}) & {row.account.person_id, row.account.person.merged_into_id}:
            continue
        found, _made = follower.objects.get_or_create(
            account=row.account,
            defaults={
                "language": row.account.language, "rhythm": "immediately", "secret": token_hex(16),
                "created_at": row.since, "position": last, "deadlines_told": row.since.date(), "next_at": row.since,
            },
        )  # fmt: skip
        subscription.objects.get_or_create(
            follower=found, kind=IDEA, key=f"{row.idea.call.slug}/{row.idea.number}",
            defaults={"since": last, "created_at": row.since},
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_feed_links"),
        ("participatory_budget", "0002_withdrawn_projects"),
    ]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
