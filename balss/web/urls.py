"""Pages in both languages, and what machines ask at one fixed address whatever the language."""

from django.urls import URLPattern, URLResolver, path

from balss.web import views

app_name = "web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("piekluve/", views.accessibility, name="accessibility"),
    path("privatums/", views.privacy, name="privacy"),
]

fixed_addresses: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security"),
    path("veseliba/", views.health, name="health"),
]
