"""Tables of the index. They repeat what public pages say, and `search rebuild` makes them anew from these."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Document(models.Model):
    """One thing that is found: what a result shows of it. Written by `services` alone.

    `title` and `text` are by language ({"lv": …, "en": …}), `language` is that of the original. `institutions` are
    primary keys of those that it is shown with. Holds no personal data of its own: what a room withdraws or erases goes
    from here in the same transaction.
    """

    kind = models.CharField(max_length=60)  # of the board of search documents
    key = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, default="lv")
    title = models.JSONField()
    text = models.JSONField(default=dict)
    institutions = models.JSONField(default=list)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class VectorField(models.TextField):  # type: ignore[type-arg]  # generic only in the stubs
    """PostgreSQL's tsvector; a column of text that stays empty on SQLite. Written and asked by the engine alone."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class Entry(models.Model):
    """A document in the index. Narrow, so that many are passed over quickly.

    `place` is the document's day and number in one: the order of results, newest first. On PostgreSQL `vector` holds
    its stems and, where it cannot hold the places of all, `sequence` has them in order; on SQLite the virtual table
    `search_index` does all of it, with `place` as its rowid. Written by `engine` alone.
    """

    place = models.BigIntegerField(primary_key=True)
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="entry")
    vector = VectorField(null=True)
    sequence = models.TextField(null=True)

    class Meta:
        ordering = ["-place"]

    def __str__(self) -> str:
        return str(self.place)


class Word(models.Model):
    """A key that some document has, or had last night: what spellings are suggested from."""

    stem = models.CharField(max_length=60, primary_key=True)

    class Meta:
        ordering = ["stem"]

    def __str__(self) -> str:
        return self.stem


class Edition(models.Model):
    """By which edition of the rules of `core.text.stems` the words of the whole index are cut: one row."""

    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.number)
