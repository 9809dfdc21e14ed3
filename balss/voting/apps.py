from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "balss.voting"
    label = "voting"

    def ready(self) -> None:
        from balss.voting import offers  # noqa: F401  (pins on the boards)
