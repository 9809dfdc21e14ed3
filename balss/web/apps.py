from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "balss.web"
    label = "web"
