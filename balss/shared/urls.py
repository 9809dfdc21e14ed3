from django.urls import URLPattern, URLResolver, path

from balss.shared.files import views

app_name = "shared"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:public_id>/", views.download, name="file"),
]
