from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "balss.design"
    label = "design"
