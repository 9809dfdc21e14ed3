from django.urls import URLPattern, URLResolver, path

from balss.notices import views

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("izejosas/", views.outbox, name="outbox"),
    path("izejosas/<int:notice_id>/", views.retry, name="retry"),
    path("demonstracija/", views.demonstration_letters, name="demonstration_letters"),
]
