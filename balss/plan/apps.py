from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "balss.plan"
    label = "plan"
