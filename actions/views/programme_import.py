"""The import page: a file is read and shown first, and brought in only when the office says so."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from actions.forms import ImportForm
from actions.importing.comparing import Change, tally
from actions.importing.running import Changed, Prepared, carry_out, prepare
from actions.importing.saying import sentence, subject_name
from actions.models import ProgrammeImport
from actors import clock, policy

MOST_SHOWN = 400


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request: HttpRequest) -> HttpResponse:
    """Office: choose a file; what it would change is shown next, nothing is changed yet."""
    policy.require(policy.rights(request.user, request.today).is_office)
    form = ImportForm(request.POST or None, request.FILES or None)
    findings = []
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=request.user, at=clock.now())
        prepared = prepared_again(kept, request)
        if prepared.document is not None:
            return redirect("actions:import_preview", kept.pk)
        kept.discard()
        findings = [sentence(finding) for finding in prepared.errors]
        for text in findings:
            form.add_error("file", text)
    earlier = ProgrammeImport.objects.applied().select_related("programme", "made_by")[:20]
    return render(request, "actions/import_upload.html", {"form": form, "earlier": earlier})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Office: what the file would change, line by line; confirmed with the very changes that were shown."""
    policy.require(policy.rights(request.user, request.today).is_office)
    kept = get_object_or_404(ProgrammeImport.objects.previewed(), pk=pk)
    if request.method == "POST":
        return confirmed(request, kept)
    prepared = prepared_again(kept, request)
    context = {"kept": kept, "prepared": prepared, "counts": counted(prepared), **shown(prepared)}
    return render(request, "actions/import_preview.html", context)


def prepared_again(kept: ProgrammeImport, request: HttpRequest) -> Prepared:
    return prepare(kept.file_name, bytes(kept.content), kept.slug, kept.names(), request.today)


def confirmed(request: HttpRequest, kept: ProgrammeImport) -> HttpResponse:
    """Apply the kept file when its changes are still those that were shown, or drop it."""
    if "discard" in request.POST:
        kept.discard()
        messages.info(request, _("The import was dropped; nothing was changed."))
        return redirect("actions:import_upload")
    try:
        prepared = carry_out(
            kept.file_name, bytes(kept.content), kept.slug, kept.names(), request.today, clock.now(),
            by=request.user, token=request.POST.get("token", ""), kept=kept,
        )  # fmt: skip
    except Changed:
        messages.error(request, _("The programme was changed after this preview. Look at the changes again."))
        return redirect("actions:import_preview", kept.pk)
    if not prepared.may_apply:
        return redirect("actions:import_preview", kept.pk)
    number = sum(change.verb != "unchanged" for change in prepared.changes)
    told = ngettext("%(number)s fact was brought in.", "%(number)s facts were brought in.", number)
    messages.success(request, told % {"number": number})
    return redirect(reverse("reports:programme_page", args=[kept.slug]))


def counted(prepared: Prepared) -> list[dict[str, Any]]:
    """One row a subject: how many are new, changed, removed, unchanged."""
    return [{"subject": subject_name(subject), **counts} for subject, counts in tally(prepared.changes).items()]


def shown(prepared: Prepared) -> dict[str, Any]:
    """The findings as sentences by level, and the changes that are to be looked at."""
    differing = [change for change in prepared.changes if change.verb != "unchanged"]
    levels = ("error", "doubt", "note")
    told = {level: [sentence(finding) for finding in prepared.findings if finding.level == level] for level in levels}
    return {
        "findings": told,
        "changes": [as_row(change, prepared) for change in differing[:MOST_SHOWN]],
        "not_shown": max(0, len(differing) - MOST_SHOWN),
    }


def as_row(change: Change, prepared: Prepared) -> dict[str, Any]:
    """A change for the page: what, where it stands in the source, each differing field before and after."""
    code, _slash, rest = change.name.partition("/")
    kinds = {"step": "steps", "schedule item": "schedule", "responsibility": "responsibilities"}
    lines = prepared.places.get((code, kinds.get(change.subject, ""), rest))
    source = (change.after or {}).get("source")
    if lines is None and source and source["lines"][0]:
        lines = tuple(source["lines"])
    verbs = {"new": _("new"), "changed": _("changed"), "removed": _("removed")}
    return {
        "verb": verbs[change.verb],
        "subject": subject_name(change.subject),
        "name": change.name.replace("/", " ", 1) if rest else change.name,
        "lines": lines,
        "fields": [(field, readable(before), readable(after)) for field, before, after in change.fields()],
    }


def readable(value: Any) -> str:
    """A fact of the document on one line."""
    if isinstance(value, dict):
        return " · ".join(f"{key}: {readable(text)}" for key, text in value.items())
    if isinstance(value, list):
        return "; ".join(readable(part) for part in value)
    return "" if value is None else str(value)
