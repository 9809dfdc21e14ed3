"""Reading pages as people do: their words, without the white space of the source."""

from lxml.html import HtmlElement


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def all_words(page: HtmlElement, selector: str) -> list[str]:
    return [words(element) for element in page.cssselect(selector)]
