"""For whom: the groups of people whom participation shall reach, and who are counted when they take part."""

from django.db import models
from django.utils.translation import get_language


class Audience(models.Model):
    """A group that the plan or the residents' survey names: young people, seniors, people with disabilities.

    The code never changes; says nothing about any one person.
    """

    code = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name_lv if (get_language() or "lv") == "lv" else self.name_en
