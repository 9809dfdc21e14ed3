from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "balss.people"
    label = "people"
