"""What every page's header and footer lead to (one place decides the sections and their words), and the beat."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.shared.permissions import Action, Actor, actions
from balss.shared.schedule import jobs
from balss.shared.shell import ShellLink, footer_links, main_navigation, own_pages
from balss.web.jobs import BEAT


def _is_somebody(actor: Actor, obj: object, now: datetime) -> bool:
    return actor.is_signed_in and actor.person_id is not None


actions.pin(Action("web.see_own_voices", "see what one has said oneself, and what came of it", _is_somebody))
own_pages.pin(ShellLink("voices", _("My contributions and answers"), "mani-viedokli/", order=10))

main_navigation.pin(
    ShellLink("participation", _("Take part"), "lidzdaliba/", order=5),
    ShellLink("plan", _("Plan"), "plans/", order=10),
    ShellLink("events", _("Events"), "notikumi/", order=15),
    ShellLink("indicators", _("Indicators"), "raditaji/", order=20),
    ShellLink("places", _("Institutions and municipalities"), "vietas/", order=30),
)

footer_links.pin(
    ShellLink("own_place", _("My parish, town or municipality"), "mana-vieta/", order=2),
    ShellLink("competent", _("Who is competent?"), "kurs-atbild/", order=3),
    ShellLink("accessibility", _("Accessibility statement"), "piekluve/", order=10),
    ShellLink("privacy", _("Privacy"), "privatums/", order=20),
    ShellLink("ledger", _("Ledger"), "zurnals/", order=25),
    ShellLink("data", _("Data and API"), "api/", order=30),
    ShellLink("components", _("Design system"), "dizains/", order=40),
    ShellLink("contact", _("Write to us"), f"mailto:{settings.CONTACT}", order=50),
)
if settings.SOURCE:
    footer_links.pin(ShellLink("source", _("Source code"), settings.SOURCE, order=60))

jobs.pin(BEAT)
