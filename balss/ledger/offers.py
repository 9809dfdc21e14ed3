"""What the room offers on the boards."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.ledger.api import router
from balss.ledger.jobs import integrate_entries
from balss.ledger.models import Content, Entry, Leaf, PendingEntry, TreeHead, TreeNode
from balss.ledger.models.append_only import ERASED
from balss.ledger.queries.heads import HEAD_COSIGNED, KEY_INTRODUCED
from balss.shared.api import ApiRouter, routers
from balss.shared.deeds import Deed, deeds
from balss.shared.permissions import Action, Role, actions, holders_of
from balss.shared.personal_data import Holding, columns_of, holdings
from balss.shared.schedule import ScheduledJob, jobs

PUBLIC_RECORD = "the public record of a decision, under an opaque name that stops leading to the person once erased"
ERASED_ONE_BY_ONE = "what a decision says; erased entry by entry, in the open, by ledger.services.erase_content"


actions.pin(
    Action(
        "ledger.erase_content",
        "erase the content behind an entry of the public ledger",
        holders_of(Role.ADMINISTRATOR),
    ),
)

deeds.pin(
    Deed(ERASED, _("Content of an entry erased"), lambda entry_id: reverse("ledger:entry", args=[entry_id])),
    Deed(KEY_INTRODUCED, _("Key of the ledger introduced"), lambda key_id: reverse("ledger:heads")),
    Deed(HEAD_COSIGNED, _("Witness's signature kept"), lambda size: reverse("ledger:heads")),
)

routers.pin(ApiRouter("ledger", router))

jobs.pin(
    ScheduledJob(
        "ledger.integrate_entries",
        "give new entries of the ledger their positions and sign the tree",
        every=timedelta(minutes=1),
        run=integrate_entries,
    ),
)

holdings.pin(
    Holding(
        Entry,
        _("Your deeds in the public ledger"),
        rows=lambda subject: Entry.objects.filter(actor__in=subject.public_ids),
        exported=("action", "subject_kind", "subject_id", "recorded_at"),
        exempt=dict.fromkeys(columns_of(Entry), PUBLIC_RECORD),
    ),
    Holding(
        Content,
        _("What the public ledger says of them"),
        rows=lambda subject: Content.objects.filter(entry__actor__in=subject.public_ids),
        exported=("body",),
        exempt=dict.fromkeys(columns_of(Content), ERASED_ONE_BY_ONE),
    ),
    *(
        Holding.none(model, reason="hashes and signatures of the ledger")
        for model in (PendingEntry, Leaf, TreeNode, TreeHead)
    ),
)
