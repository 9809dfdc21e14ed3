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
    "/raditaji/",
    "/raditaji/dati/",
    "/raditaji/rindas/trust-national-government/",
    "/raditaji/salidzinajums/trust/",
    "/vietas/",
    "/vietas/iestade/latvijas-republikas-saeima/",
    "/vietas/kalendars/",
    "/vietas/pasvaldibas/",
    "/konts/jauns/",
    "/konts/parole/aizmirsta/",
    "/konts/pieslegties/",
]

WIDTHS = [320, 390, 1280]
