from django.urls import URLPattern, URLResolver, path

from balss.web import views

app_name = "web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
]
