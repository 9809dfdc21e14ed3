from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "balss.api"
    label = "api"
