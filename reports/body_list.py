"""Question: which bodies are there, and in how many measures does each lead or take part?"""

from collections.abc import Iterable

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from actions.models import Measure, Responsibility
from actors.models import Body, BodyKind
from actors.requests import Request
from updates.paging import paged


class BodyQuestions(forms.Form):
    """What may be asked of the list."""

    q = forms.CharField(label=_("Name, abbreviation or alias"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *BodyKind.choices])


@require_safe
def body_list(request: Request) -> HttpResponse:
    """Anyone: bodies are public. An address that asks for an unknown kind lists nothing."""
    form = BodyQuestions(request.GET)
    bodies = Body.objects.visible_to(request.user, request.today).select_related("parent")
    if form.is_valid():
        asked = form.cleaned_data
        bodies = bodies.named(asked["q"]).filter(**({"kind": asked["kind"]} if asked["kind"] else {}))
    else:
        bodies = bodies.none()
    pages = paged(request, bodies.order_by("sort_key", "pk"))
    counts = roles(request, [body.pk for body in pages["page"]])
    rows = [
        {"body": body, "is_former": body.until is not None and body.until < request.on, **counts.get(body.pk, {})}
        for body in pages["page"]
    ]
    return render(request, "reports/body_list.html", {"form": form, "rows": rows, "pages": pages})


def roles(request: Request, bodies: Iterable[int]) -> dict[int, dict[str, int]]:
    """By body id, in how many measures of the day it leads and takes part, in every programme the reader sees."""
    measures = Measure.objects.visible_to(request.user, request.today).as_of(request.on)
    held = Responsibility.objects.in_force(request.on).filter(body__in=bodies, measure__in=measures)
    counted = held.order_by().values("body").annotate(
        leads=Count("measure", distinct=True, filter=Q(role="lead")),
        takes_part=Count("measure", distinct=True, filter=~Q(role="lead")),
    )  # fmt: skip
    return {row["body"]: {"leads": row["leads"], "takes_part": row["takes_part"]} for row in counted}
