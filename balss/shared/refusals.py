"""Why something cannot be done as things stand, in words for the person who asked; nothing was written."""


class Refused(Exception):
    """What was asked cannot be done. `message` says what happened and what to do, in the language of the moment."""

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message
