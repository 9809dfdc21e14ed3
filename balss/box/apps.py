from django.apps import AppConfig


class BoxConfig(AppConfig):
    name = "balss.box"
    label = "box"

    def ready(self) -> None:
        from balss.box import offers  # noqa: F401  (pins on the boards)
