"""Pages that belong to no single room: the home page, what we owe to everybody who uses a public site, health."""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.shared.http import Request
from balss.shared.personal_data import holdings
from balss.shared.shell import home_panels, main_navigation
from balss.web.queries.health import health as health_of

SECURITY_TXT_LIFETIME = timedelta(days=180)


@require_safe
def home(request: Request) -> HttpResponse:
    """What Balss is, and what each room shows of itself here."""
    return render(request, "web/home.html", {"panels": [panel.render(request) for panel in home_panels]})


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement that Cabinet Regulation No. 445 (2020) asks of each public site."""
    return render(request, "web/accessibility.html", {"operator": settings.OPERATOR, "contact": settings.CONTACT})


@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is known about visitors and account holders, why, and how long."""
    kept = [retention.in_words for holding in holdings for retention in holding.retentions]
    context = {"operator": settings.OPERATOR, "contact": settings.CONTACT, "kept": kept}
    return render(request, "web/privacy.html", context | {"tiles": settings.MAP_TILES})


@require_safe
def robots(request: Request) -> HttpResponse:
    """Everything public may be indexed; a demonstration must not be taken for the real thing."""
    rule = "Disallow: /konts/\nDisallow: /en/konts/" if settings.PRODUCTION else "Disallow: /"
    address = f"{settings.ORIGIN}{reverse('site:sitemap')}"
    return HttpResponse(f"User-agent: *\n{rule}\nSitemap: {address}\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: Request) -> HttpResponse:
    """The sections in both languages; everything else is reached from them."""
    sections = ["", *(link.path for link in main_navigation), "piekluve/", "privatums/"]
    pages = [(f"{settings.ORIGIN}/{path}", f"{settings.ORIGIN}/en/{path}") for path in sections]
    return render(request, "web/sitemap.xml", {"pages": pages}, content_type="application/xml")


@require_safe
def security_txt(request: Request) -> HttpResponse:
    """RFC 9116: where to tell us of a weakness."""
    expires = (request.now + SECURITY_TXT_LIFETIME).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: mailto:{settings.CONTACT}", f"Expires: {expires.isoformat()}", "Preferred-Languages: lv, en"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def health(request: Request) -> HttpResponse:
    """See `web.queries.health`."""
    found = health_of(now=request.now)
    return JsonResponse(asdict(found), status=200 if found.can_serve else 503)
