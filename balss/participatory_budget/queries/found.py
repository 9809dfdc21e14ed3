"""What of the room is found by searching: public calls, ideas that stand, and the projects of published lists. Keys are
“call” and “call/number”. Names of authors are in none of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Prefetch, Q
from django.utils import timezone

from balss.participatory_budget.models import Call, Idea, Project, Update
from balss.participatory_budget.queries.followed import LONGEST_NUMBER
from balss.shared.search_documents import SearchDocument

STANDING = (Idea.State.SUBMITTED, Idea.State.ACCEPTED, Idea.State.REJECTED)


def call_keys() -> Iterator[str]:
    return Call.objects.public().values_list("slug", flat=True).iterator()


def found_calls(keys: Collection[str]) -> Iterator[SearchDocument]:
    calls = Call.objects.public().filter(slug__in=keys).select_related("institution")
    for call in calls.prefetch_related("areas", "categories"):
        english = call.translations.get("en", {})
        names = [area.name for area in call.areas.all()] + [category.name for category in call.categories.all()]
        texts = {call.language: "\n".join([call.summary, call.criteria, *names]), "en": english.get("summary", "")}
        titles = {call.language: call.title, "en": english.get("title", "")}
        yield SearchDocument(
            call.slug,
            title={language: title for language, title in titles.items() if title},
            text={language: text for language, text in texts.items() if text},
            language=call.language,
            institutions=(call.institution_id,),
            places=(call.institution.territory_id,) if call.institution.territory_id else (),
            date=timezone.localdate(call.published_at),
        )


def idea_keys() -> Iterator[str]:
    ideas = Idea.objects.filter(state__in=STANDING).values_list("call__slug", "number")
    return (f"{slug}/{number}" for slug, number in ideas.iterator())


def found_ideas(keys: Collection[str]) -> Iterator[SearchDocument]:
    ideas = Idea.objects.filter(_named(keys), state__in=STANDING).select_related("call__institution", "area")
    for idea in ideas.prefetch_related("area__territories"):
        yield SearchDocument(
            f"{idea.call.slug}/{idea.number}",
            title={idea.language: idea.title},
            text={idea.language: "\n".join(filter(None, [idea.text, idea.benefit, idea.place]))},
            language=idea.language,
            institutions=(idea.call.institution_id,),
            places=_places(idea),
            date=timezone.localdate(idea.submitted_at),
        )


def project_keys() -> Iterator[str]:
    projects = Project.objects.on_ballot().standing().values_list("call__slug", "number")
    return (f"{slug}/{number}" for slug, number in projects.iterator())


def found_projects(keys: Collection[str]) -> Iterator[SearchDocument]:
    projects = Project.objects.on_ballot().standing().filter(_named(keys)).select_related("call__institution", "area")
    for project in projects.prefetch_related(Prefetch("updates", Update.objects.standing()), "area__territories"):
        yield SearchDocument(
            f"{project.call.slug}/{project.number}",
            title={project.language: project.title},
            text={project.language: "\n".join([project.text, project.place, *(u.text for u in project.updates.all())])},
            language=project.language,
            institutions=(project.call.institution_id,),
            places=_places(project),
            date=timezone.localdate(project.call.projects_published_at),
        )


def _places(of: Idea | Project) -> tuple[int, ...]:
    """The territories of its planning area; an area without any is the whole municipality."""
    named = tuple(sorted(each.pk for each in of.area.territories.all())) if of.area else ()
    whole = of.call.institution.territory_id
    return named or ((whole,) if whole else ())


def _named(keys: Collection[str]) -> Q:
    """Rows whose call and number one of the keys gives; none for no key. A term for each call, not for each key: an
    import brings thousands, and SQLite takes no expression with as many terms."""
    numbers = defaultdict(list)
    for key in keys:
        slug, _slash, number = key.rpartition("/")
        if number.isdecimal() and len(number) <= LONGEST_NUMBER:
            numbers[slug].append(int(number))
    wanted = Q(pk__in=[])
    for slug, wanted_of_call in numbers.items():
        wanted |= Q(call__slug=slug, number__in=wanted_of_call)
    return wanted
