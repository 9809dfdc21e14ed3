from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "balss.events"
    label = "events"

    def ready(self) -> None:
        from balss.events import offers  # noqa: F401
