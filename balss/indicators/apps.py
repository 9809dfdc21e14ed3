from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "balss.indicators"
    label = "indicators"
