from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "balss.indicators"
    label = "indicators"

    def ready(self) -> None:
        from balss.indicators import offers  # noqa: F401
