from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "balss.drafts"
    label = "drafts"

    def ready(self) -> None:
        from balss.drafts import offers  # noqa: F401
