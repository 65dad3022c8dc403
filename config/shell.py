"""What every page's frame is told: programme, navigation, languages, day, person. The keys stand in base.html."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override, pgettext

from actors import policy
from actors.models import Role
from actors.requests import Request
from strategy.models import Programme
from updates.models import Round


def shell(request: Request) -> dict[str, Any]:
    """One dictionary `shell`; at most three queries: programme (unless the view has it), round, seats."""
    if not hasattr(request, "on"):
        return {"shell": {"theme": ""}}
    rights = policy.rights(request.user, request.today)
    programme = getattr(request, "programme", None) or Round.objects.programme_at_hand(request.user, request.today)
    return {
        "shell": {
            "programme": programme and {"name": programme.name, "slug": programme.slug, "url": address(programme)},
            "nav": list(navigation(request, programme, rights)),
            "languages": languages(request),
            "origin": f"{request.scheme}://{request.get_host()}",
            "day": request.on,
            "is_today": request.on == request.today,
            "day_is_wrong": request.day_is_wrong,
            "today_url": with_query(request, "on"),
            "kept": [{"name": name, "value": value} for name, value in pairs(request, "on", "page")],
            "demo_day": settings.TODAY if settings.DEMO else None,
            "round_label": round_label(programme, request, bool(rights.own_bodies)),
            "is_draft": rights.reads_submitted,
            "person": person(request, rights),
            "theme": theme if (theme := request.COOKIES.get("etenee_theme")) in {"light", "dark"} else "",
        }
    }


def address(programme: Programme) -> str:
    return reverse("reports:programme_page", args=[programme.slug])


def pairs(request: Request, *without: str) -> list[tuple[str, str]]:
    """The query as typed, without the named keys."""
    return [(key, value) for key, values in request.GET.lists() if key not in without for value in values]


def with_query(request: Request, *without: str) -> str:
    """This page's address without the named keys of its query."""
    query = request.GET.copy()
    for key in without:
        query.pop(key, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def navigation(request: Request, programme: Programme | None, rights: policy.Rights) -> Any:
    """The doors this person may open, in the order of the house."""
    doors = []
    if programme:
        doors += [
            (pgettext("navigation", "Programme"), address(programme)),
            (pgettext("navigation", "Measures"), reverse("actions:measure_list", args=[programme.slug])),
            (pgettext("navigation", "Reports"), reverse("reports:progress_list", args=[programme.slug])),
        ]
    doors.insert(2, (pgettext("navigation", "Bodies"), reverse("reports:body_list")))
    if rights.own_bodies:
        doors.append((pgettext("navigation", "My work"), reverse("updates:my_work")))
    if rights.is_office:
        doors.append((pgettext("navigation", "Office"), reverse("updates:office")))
    if rights.is_office or rights.is_administrator:
        doors.append((pgettext("navigation", "People"), reverse("actors:people")))
        doors.append((pgettext("navigation", "Administration"), reverse("admin:index")))
    nearest = max((url for _, url in doors if request.path.startswith(url)), key=len, default="")
    for label, url in doors:
        yield {"label": label, "url": url, "current": url == nearest}


def languages(request: Request) -> list[dict[str, Any]]:
    """This very page in each language, its query kept; on an error page, the front page."""
    now = get_language()
    return [
        {
            "code": code,
            "name": name,
            "url": request.get_full_path() if code == now else in_language(request, code),
            "current": code == now,
        }
        for code, name in settings.LANGUAGES
    ]


def in_language(request: Request, code: str) -> str:
    """This page's address in a language. Django's translate_url would look through every address once more."""
    match = getattr(request, "resolver_match", None)
    if match is None or not match.url_name:
        return f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    with override(code):
        path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    return f"{path}?{query}" if query else path


def round_label(programme: Programme | None, request: Request, is_answering: bool = False) -> str:
    """The open round of the programme, and when its returns are due; who answers for a body reads the partners' date
    too. Nothing while another day is looked at. A view that has looked has set request.round."""
    if request.on != request.today:
        return ""
    if hasattr(request, "round"):
        current = request.round
    else:
        rounds = Round.objects.filter(programme=programme).open(request.today).order_by("-opens", "-pk")
        current = programme and rounds.first()
    if not current:
        return ""
    due = date_format(current.due, "SHORT_DATE_FORMAT")
    if is_answering and current.parts_due:
        parts = date_format(current.parts_due, "SHORT_DATE_FORMAT")
        words = gettext("%(round)s, returns by %(due)s, partners' parts by %(parts)s")
        return words % {"round": current.name, "due": due, "parts": parts}
    return gettext("%(round)s, returns by %(due)s") % {"round": current.name, "due": due}


def person(request: Request, rights: policy.Rights) -> dict[str, str] | None:
    """Who is signed in, and the seat they came with."""
    if not request.user.is_authenticated:
        return None
    role, body = rights.seats[0] if rights.seats else ("", "")
    return {"name": str(request.user), "seat": ", ".join(filter(None, [str(Role(role).label) if role else "", body]))}
