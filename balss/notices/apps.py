from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "balss.notices"
    label = "notices"
