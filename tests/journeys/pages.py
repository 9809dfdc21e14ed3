"""One address of every page template that anybody may see. Who makes a page adds its address here; a test finds those
that are reached by links and stand not in the list."""

PAGES = [
    "/",
    "/en/",
    "/piekluve/",
    "/privatums/",
    "/dizains/",
    "/dizains/?errors",
    "/raditaji/",
    "/raditaji/rindas/trust-national-government/",
    "/raditaji/rindas/satisfaction-public-administration/",
    "/raditaji/salidzinajums/trust/",
    "/raditaji/dati/",
    "/nav-tadas-lapas/",
    "/api/",
    "/zinas/demonstracija/",
    "/plans/",
    "/plans/?status=overdue",
    "/en/plans/",
    "/plans/visi/",
    "/plans/lv-6/",
    "/plans/lv-6/apnemsanas/2/",
    "/plans/lv-6/dati/",
    "/plans/lv-6/institucijas/",
    "/plans/lv-6/institucijas/finansu-ministrija/",
    "/plans/lv-6/iznakums/",
    "/plans/lv-6/izmainas/",
    "/plans/lv-6/kalendars/",
    "/plans/lv-6/neskaidrais/",
    "/plans/lv-6/pasakumi/1.1/",
    "/plans/lv-6/pasakumi/2.2/",
    "/en/plans/lv-6/pasakumi/2.2/",
    "/plans/lv-6/pasakumi/2.2/izmainas/",
    "/plans/lv-6/pasnovertejums/",
    "/plans/lv-6/pasnovertejums/2026-1/",
    "/plans/lv-6/pasnovertejums/viss/",
    "/en/plans/lv-6/pasnovertejums/viss/",
    "/plans/lv-6/paveiktais/",
    "/notikumi/",
    "/en/notikumi/",
    "/notikumi/dati/",
    "/notikumi/kalendars/",
    "/meklet/",
    "/meklet/?q=pasvaldibu+budzets",
    "/meklet/?q=parvaldibba&kind=plan.measure",
    "/meklet/?q=plans&kind=nav",
    "/en/meklet/?q=budzets",
    "/vietas/",
    "/vietas/iestade/latvijas-republikas-saeima/",
    "/vietas/kalendars/",
    "/vietas/pasvaldibas/",
    "/konts/jauns/",
    "/konts/parole/aizmirsta/",
    "/konts/pieslegties/",
    "/zurnals/",
    "/zurnals/parbaude/",
    "/zurnals/stavokli/",
]

# Views whose addresses each installation makes for itself: the page that links to one, and the link.
LINKED = {"ledger:entry": ("/zurnals/", "main table a")}

WIDTHS = [320, 390, 1280]

# Views that only a letter leads to, which the demonstration shows to everybody; a journey in test_accounts checks them.
BY_LETTER = {"people:invitation"}
