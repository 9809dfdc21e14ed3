"""Who may ask for what below /zinas/."""

from balss.notices.models import Notice
from tests.safety.addresses import EVERYBODY, Visitor, acts, only, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(EVERYBODY, "/zinas/demonstracija/"),  # in production there is no such page: tests/notices
    *reads(only(Visitor.ADMINISTRATOR), "/zinas/izejosas/"),
    *acts(only(Visitor.ADMINISTRATOR, get=302), "/zinas/izejosas/{notice}/"),
]


def furnish(world: World) -> None:
    notice = Notice.objects.create(
        kind="plan.report_returned",
        language="lv",
        to="anna@example.lv",
        subject=world.hostile("notice.subject"),
        text=world.hostile("notice.text", lines=True),
        html=world.hostile("notice.html", lines=True),
        last_error=world.hostile("notice.last_error"),
        state="failed",
        created_at=world.now,
        next_try_at=world.now,
        finished_at=world.now,
    )
    world.names["notice"] = notice.pk
