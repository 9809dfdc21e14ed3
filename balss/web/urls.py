"""Pages in both languages, and what machines ask at one fixed address whatever the language."""

from django.urls import URLPattern, URLResolver, path

from balss.web.views import competent, own_place, public, voices

app_name = "web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.home, name="home"),
    path("piekluve/", public.accessibility, name="accessibility"),
    path("privatums/", public.privacy, name="privacy"),
    path("kurs-atbild/", competent.competent, name="competent"),
    path("kurs-atbild.json", competent.competent_json, name="competent_json"),
    path("mana-vieta/", own_place.own_place, name="own_place"),
    path("mani-viedokli/", voices.own, name="voices"),
    path("mani-viedokli.csv", voices.own_csv, name="voices_csv"),
    path("mani-viedokli.json", voices.own_json, name="voices_json"),
]

fixed_addresses: list[URLPattern | URLResolver] = [
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path(".well-known/security.txt", public.security_txt, name="security"),
    path("veseliba/", public.health, name="health"),
]
