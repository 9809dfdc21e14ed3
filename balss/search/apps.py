from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "balss.search"
    label = "search"

    def ready(self) -> None:
        from balss.search import offers  # noqa: F401
