from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "balss.plan"
    label = "plan"

    def ready(self) -> None:
        from balss.plan import offers  # noqa: F401  (pins on the boards)
