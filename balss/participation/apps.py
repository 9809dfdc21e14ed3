from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "balss.participation"
    label = "participation"

    def ready(self) -> None:
        from balss.participation import offers  # noqa: F401
