from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "balss.web"
    label = "web"

    def ready(self) -> None:
        from balss.web import offers  # noqa: F401  (pins on the boards)
