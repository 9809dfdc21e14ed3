from django.apps import AppConfig


class ParticipatoryBudgetConfig(AppConfig):
    name = "balss.participatory_budget"
    label = "participatory_budget"

    def ready(self) -> None:
        from balss.participatory_budget import offers  # noqa: F401
