from django.urls import URLPattern, URLResolver, include, path

from balss.plan.urls import workplace

app_name = "plan"
urlpatterns: list[URLPattern | URLResolver] = [
    path("darbs/", include(workplace.urlpatterns)),
]
