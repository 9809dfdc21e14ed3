from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "balss.people"
    label = "people"

    def ready(self) -> None:
        from balss.people import checks, offers  # noqa: F401
