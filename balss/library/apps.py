from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "balss.library"
    label = "library"

    def ready(self) -> None:
        from balss.library import offers  # noqa: F401
