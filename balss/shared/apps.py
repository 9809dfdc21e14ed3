from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "balss.shared"
    label = "shared"
    verbose_name = "Shared ground"

    def ready(self) -> None:
        from balss.shared import offers  # noqa: F401
