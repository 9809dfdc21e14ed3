"""What the room pins on the boards."""

from datetime import timedelta

from django.utils.translation import pgettext_lazy

from balss.search import jobs, services
from balss.search.api import router
from balss.search.models import Document, Edition, Entry, Word
from balss.search.queries import saved
from balss.shared import schedule, shell
from balss.shared.api import ApiRouter, routers
from balss.shared.followables import FollowKind, followables
from balss.shared.personal_data import Holding, holdings
from balss.shared.reference_data import ReferenceData, reference_data
from balss.shared.search_documents import ChangeFollower, change_followers

change_followers.pin(ChangeFollower("search", services.index))

routers.pin(ApiRouter("search", router))

followables.pin(
    FollowKind(
        saved.KIND,
        pgettext_lazy("things followed", "Searches"),
        saved.searches,
        order=80,
        matching=saved.matching,
        in_residents_words=True,
    )
)

shell.header_slots.pin(shell.HeaderSlot("search.box", "search/box.html", order=10))

holdings.pin(
    *(
        Holding.none(model, reason="repeats what public pages say; follows them when something is erased there")
        for model in (Document, Entry)
    ),
    Holding.none(
        Word, reason="words of public pages, each by itself; forgotten in the night after the last page has it"
    ),
    Holding.none(Edition, reason="a number"),
)

reference_data.pin(
    ReferenceData("search.index", "the search index, made anew after its rules changed", services.bring_to_edition)
)

schedule.jobs.pin(
    schedule.ScheduledJob(
        "search.forget_words",
        "forget words that no public page has any more",
        every=timedelta(days=1),
        run=jobs.forget_words,
        offset=timedelta(hours=1),
    )
)
