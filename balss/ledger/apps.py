from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "balss.ledger"
    label = "ledger"

    def ready(self) -> None:
        from balss.ledger import offers  # noqa: F401  (pins on the boards)
