from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "balss.api"
    label = "api"

    def ready(self) -> None:
        from balss.api import offers  # noqa: F401
