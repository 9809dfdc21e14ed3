from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "balss.ledger"
    label = "ledger"
