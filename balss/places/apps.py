from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "balss.places"
    label = "places"

    def ready(self) -> None:
        from balss.places import offers  # noqa: F401  (pins on the boards)
