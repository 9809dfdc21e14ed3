"""Run beside the journeys' server: a municipality's draft in two versions."""

from django.utils import timezone

from balss.drafts import services
from balss.drafts.models import Draft
from balss.drafts.services import Content
from balss.participation.models import Opportunity
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.people.services.demo import MUNICIPALITY_OFFICIAL
from balss.places.models import Institution, Territory, Topic
from tests.journeys.stage_participation import OPEN

SLUG = "troksna-noteikumi"  # its name in addresses
FIRST = """Par trokšņa ierobežošanu

I. Vispārīgie jautājumi
1. Noteikumi attiecas uz visu novadu.
2. Noteikumi neattiecas uz valsts svētkiem.
II. Klusums
3. No plkst. 22 līdz 7 nedrīkst:
3.1. darbināt zāles pļāvēju;
3.2. skaļi atskaņot mūziku pagalmā.
4. Par pārkāpumu brīdina mutiski."""
SECOND = FIRST.replace("plkst. 22 līdz 7", "plkst. 23 līdz 7").replace(
    "4. Par pārkāpumu brīdina mutiski.", "4. Būvdarbus saskaņo ar pašvaldību."
)


def make_drafts() -> None:
    now = timezone.now()
    account = Account.objects.get(email=MUNICIPALITY_OFFICIAL.email)
    council = Institution.objects.get(code="OGRES_NOVADS")
    by = actor_who_can(account, "drafts.create_draft", council, now)
    assert by is not None
    content = Content(
        title="Par trokšņa ierobežošanu", summary="Kad pagalmā jābūt klusam.", unit="Sabiedriskās kārtības nodaļa",
        contact_email="kartiba@ogre.example", contact_phone="65000333", topics=tuple(Topic.objects.filter(code="vide")),
        territories=tuple(Territory.objects.filter(slug="ogre")), english={"title": "On noise"},
        opportunity=Opportunity.objects.get(public_id=OPEN),
    )  # fmt: skip
    draft = services.create_draft(institution=council, content=content, by=by, now=now)
    Draft.objects.filter(pk=draft.pk).update(slug=SLUG)  # one that the list of pages can name
    for text, note in ((FIRST, ""), (SECOND, "Klusums sākas stundu vēlāk: to lūdza iedzīvotāji.")):
        draft = services.set_text(
            draft=draft, text=text, revision=Draft.objects.get(pk=draft.pk).revision, by=by, now=now
        )
        services.publish_version(draft=draft, note=note, revision=draft.revision, by=by, now=now)
