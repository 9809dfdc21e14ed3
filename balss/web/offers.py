"""What every page's header and footer lead to: one place decides the sections and their words."""

from django.utils.translation import gettext_lazy as _

from balss.shared.shell import ShellLink, main_navigation

main_navigation.pin(
    ShellLink("plan", _("Plan"), "plans/", order=10),
    ShellLink("indicators", _("Indicators"), "raditaji/", order=20),
    ShellLink("places", _("Institutions and municipalities"), "vietas/", order=30),
    ShellLink("ledger", _("Ledger"), "zurnals/", order=40),
)
