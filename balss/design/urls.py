from django.urls import URLPattern, URLResolver, path

from balss.design import views

app_name = "design"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.components, name="components"),
]
