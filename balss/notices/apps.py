from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "balss.notices"
    label = "notices"

    def ready(self) -> None:
        from balss.notices import offers  # noqa: F401
