from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "balss.shared"
    label = "shared"
    verbose_name = "Shared ground"

    def ready(self) -> None:
        from django.db import connection

        from balss.shared import offers  # noqa: F401

        if connection.vendor == "postgresql":
            from balss.shared import arrays

            arrays.register()
