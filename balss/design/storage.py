"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from typing import cast

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is untyped
    """Hashed and precompressed once collected. Outside production a file that has not been collected keeps its plain
    address, so that tests and a developer's server need no `collectstatic`; in production it is an error."""

    manifest_strict = settings.PRODUCTION

    def stored_name(self, name: str) -> str:
        if not settings.PRODUCTION and self.hash_key(self.clean_name(name)) not in self.hashed_files:
            return name
        return cast(str, super().stored_name(name))
