from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "balss.places"
    label = "places"
