"""Policy fields: what something in a field concerns."""

from collections.abc import Iterable

from balss.places.models import Topic


def topics_concerned(topics: Iterable[Topic]) -> set[str]:
    """Codes of the topics, of what took them in, of the fields that these belong to, and of all that was merged into
    any of them; one query."""
    asked = list(topics)
    if not asked:
        return set()
    rows = {topic.pk: topic for topic in Topic.objects.all()}
    found: set[int] = set()
    for topic in asked:
        pk: int | None = topic.pk
        while pk is not None and pk not in found:
            found.add(pk)
            pk = rows[pk].merged_into_id
    found |= {parent for pk in found if (parent := rows[pk].parent_id)}
    while more := {pk for pk, topic in rows.items() if topic.merged_into_id in found} - found:
        found |= more
    return {rows[pk].code for pk in found}
