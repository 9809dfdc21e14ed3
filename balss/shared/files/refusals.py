"""Why a file is not taken. `message` tells the person what happened and what to do, in the language of the moment."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


class FileRefused(Exception):
    """The file cannot be taken as it is; nothing was written."""

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message


class EmptyFile(FileRefused):
    @property
    def message(self) -> str:
        return _("The file is empty. Check that it was saved, and choose it again.")


class FileTooLarge(FileRefused):
    def __init__(self, *, size_bytes: int, limit_bytes: int) -> None:
        self.size_bytes, self.limit_bytes = size_bytes, limit_bytes
        super().__init__(size_bytes, limit_bytes)

    @property
    def message(self) -> str:
        return _("The file is too large: %(size)s. At most %(limit)s can be taken; divide it or make it smaller.") % {
            "size": filesizeformat(self.size_bytes),
            "limit": filesizeformat(self.limit_bytes),
        }


class QuotaExceeded(FileRefused):
    def __init__(self, *, used_bytes: int, quota_bytes: int) -> None:
        self.used_bytes, self.quota_bytes = used_bytes, quota_bytes
        super().__init__(used_bytes, quota_bytes)

    @property
    def message(self) -> str:
        return _("There is no room for this file: %(used)s of %(quota)s are used. Remove files no longer needed.") % {
            "used": filesizeformat(self.used_bytes),
            "quota": filesizeformat(self.quota_bytes),
        }


class UnknownType(FileRefused):
    def __init__(self, known: str) -> None:
        self.known = known
        super().__init__(known)

    @property
    def message(self) -> str:
        return _("This kind of file cannot be taken. These can: %(known)s. Save it as one of them.") % {
            "known": self.known
        }


class NotUtf8(FileRefused):
    @property
    def message(self) -> str:
        return _("The text is not in UTF-8, so its letters would be lost. Save it again, choosing the UTF-8 encoding.")


class MacrosRefused(FileRefused):
    @property
    def message(self) -> str:
        return _("The document carries macros (small programs). Save it without macros, for example as .docx or .xlsx.")


class BrokenFile(FileRefused):
    @property
    def message(self) -> str:
        return _("The file is damaged and cannot be opened. Save it again, or choose another copy.")


class SuspiciousArchive(FileRefused):
    @property
    def message(self) -> str:
        return _(
            "The document unpacks to far more than it should, so it was not taken. Save it again as a new document."
        )


class PictureTooLarge(FileRefused):
    """More pixels than can be drawn, however few bytes they came in."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        super().__init__(width, height)

    @property
    def message(self) -> str:
        return _("The picture has too many pixels to be opened. Make it smaller, for example 4000 pixels wide.")


class StoreUnavailable(Exception):
    """The store cannot take or give bytes now (disk full, no connection); nothing was half-written."""

    @property
    def message(self) -> str:
        return _("Files cannot be saved or read at the moment. Try again a little later.")

    def __str__(self) -> str:
        return self.message
