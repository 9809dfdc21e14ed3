"""Articles as people read them."""

import pytest

from balss.core.calendar.citations import Citation, Law, UnreadableArticle
from balss.core.calendar.languages import Bilingual

LAW = Law(
    code="local_government",
    name=Bilingual("Pašvaldību likums", "Local Government Law"),
    genitive="Pašvaldību likuma",
    divided_into="article",
    url=None,
)
REGULATION = Law(
    code="cabinet",
    name=Bilingual("noteikumi Nr. 1", "Regulation No. 1"),
    genitive="noteikumu Nr. 1",
    divided_into="point",
    url=None,
)


@pytest.mark.parametrize(
    ("article", "latvian", "english"),
    [
        ("58", "58. pants", "Article 58"),
        ("54(1)", "54. panta pirmā daļa", "Article 54, paragraph 1"),
        ("46(1),(3)", "46. panta pirmā un trešā daļa", "Article 46, paragraphs 1 and 3"),
        ("47(4)-(7)", "47. panta ceturtā–septītā daļa", "Article 47, paragraphs 4–7"),
        ("61 3)", "61. panta 3. punkts", "Article 61, point 3"),
        ("60(3)1)", "60. panta trešās daļas 1. punkts", "Article 60, paragraph 3, point 1"),
        ("14(1)1.1)", "14. panta pirmās daļas 1.¹ punkts", "Article 14, paragraph 1, point 1¹"),
        ("9(1.1)", "9. panta 1.¹ daļa", "Article 9, paragraph 1¹"),
        ("131.5(4)", "131.⁵ panta ceturtā daļa", "Article 131⁵, paragraph 4"),
        ("7(11)", "7. panta 11. daļa", "Article 7, paragraph 11"),
    ],
)
def test_article_is_named_in_both_languages(article: str, latvian: str, english: str) -> None:
    citation = Citation(LAW, article)
    assert citation.name("lv") == f"Pašvaldību likuma {latvian}"
    assert citation.name("en") == f"Local Government Law, {english}"


@pytest.mark.parametrize(
    ("article", "latvian", "english"),
    [
        ("12", "noteikumu Nr. 1 12. punkts", "Regulation No. 1, point 12"),
        ("1-3", "noteikumu Nr. 1 1.–3. punkts", "Regulation No. 1, points 1–3"),
        ("IV", "noteikumu Nr. 1 IV nodaļa", "Regulation No. 1, Chapter IV"),
        (None, "noteikumi Nr. 1", "Regulation No. 1"),
    ],
)
def test_regulation_is_cited_by_points_and_chapters(article: str | None, latvian: str, english: str) -> None:
    citation = Citation(REGULATION, article)
    assert (citation.name("lv-LV"), citation.name("en")) == (latvian, english)


@pytest.mark.parametrize("article", ["", "five", "5(3", "5[3]", "IV", "1-3"])
def test_unreadable_article_is_refused(article: str) -> None:
    with pytest.raises(UnreadableArticle):
        Citation(LAW, article)
