"""What of the library is found by searching: published cases, by the words of their pages. The key is the slug."""

from collections.abc import Collection, Iterator

from django.utils import timezone

from balss.library.models import PracticeCase
from balss.library.queries.showing import for_page
from balss.shared.search_documents import SearchDocument


def case_keys() -> Iterator[str]:
    return PracticeCase.objects.public().values_list("slug", flat=True).iterator()


def found_cases(keys: Collection[str]) -> Iterator[SearchDocument]:
    for case in for_page(PracticeCase.objects.public().filter(slug__in=keys)):
        texts: dict[str, list[str]] = {case.language: [title for title, _ in case.links]}
        for name in case.in_languages[1:]:
            for language, text in case.all_words(name).items():
                texts.setdefault(language, []).append(text)
        yield SearchDocument(
            case.slug,
            title=case.all_words("title"),
            text={language: "\n".join(filter(None, said)) for language, said in texts.items()},
            language=case.language,
            institutions=(case.institution_id,),
            topics=tuple(each.pk for each in case.topics.all()),
            places=tuple(each.pk for each in case.territories.all()),
            date=timezone.localdate(case.published_at),
        )
