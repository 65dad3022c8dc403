"""The import page: a file is read and shown first, and brought in only when the office says so."""

import logging
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from actions.forms import ImportForm
from actions.importing.preparing import prepare
from actions.importing.running import Changed, carry_out
from actions.importing.showing import Preview
from actions.models import ProgrammeImport
from actions.models.imports import ImportState
from actors import clock, policy
from actors.requests import Request

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)  # a preview that nobody confirms


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request: Request) -> HttpResponse:
    """Office: choose a file; what it would change is shown next, nothing is changed yet."""
    policy.require(policy.rights(request.user, request.today).is_office)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        prepared = prepare(file.name, content, form.cleaned_data["slug"], form.names(), request.today)
        if prepared.may_apply:
            ProgrammeImport.objects.forget_previews(clock.now() - KEPT)
            kept = form.keep(content, prepared, by=request.user, at=clock.now())
            return redirect("actions:import_preview", kept.pk)
        form.refuse(prepared)
    imports = ProgrammeImport.objects.for_list()
    context = {"form": form, "waiting": imports.previewed()[:20], "earlier": imports.applied()[:20]}
    return render(request, "actions/import_upload.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: Request, pk: int) -> HttpResponse:
    """Office: what the file would change, line by line; confirmed with the very changes that were shown."""
    policy.require(policy.rights(request.user, request.today).is_office)
    kept = get_object_or_404(ProgrammeImport.objects.select_related("programme"), pk=pk)
    if kept.state != ImportState.PREVIEWED:
        messages.info(request, _("This file waits no more: it was brought in or dropped already."))
        return redirect(kept.programme or "actions:import_upload")
    if request.method == "POST":
        return dropped(request, kept) if "discard" in request.POST else confirmed(request, kept)
    prepared = prepare(kept.file_name, bytes(kept.content), kept.slug, kept.names(), request.today)
    context = {"kept": kept, "prepared": prepared, "preview": Preview(prepared)}
    return render(request, "actions/import_preview.html", context)


def dropped(request: Request, kept: ProgrammeImport) -> HttpResponse:
    kept.discard()
    messages.info(request, _("The file was dropped; nothing was changed."))
    return redirect("actions:import_upload")


def confirmed(request: Request, kept: ProgrammeImport) -> HttpResponse:
    """Bring the kept file in when its changes are still those that were shown."""
    try:
        prepared = carry_out(
            kept.file_name, bytes(kept.content), kept.slug, kept.names(), request.today, clock.now(),
            by=request.user, token=request.POST.get("token", ""), kept=kept,
        )  # fmt: skip
    except Changed:
        messages.error(request, _("The programme was changed after this preview. Look at the changes again."))
        return redirect("actions:import_preview", kept.pk)
    except DatabaseError:
        log.exception("import %s was not taken", kept.pk)
        messages.error(
            request, _("The database did not take the file, and nothing was changed. Try again in a minute.")
        )
        return redirect("actions:import_preview", kept.pk)
    if not prepared.may_apply or not prepared.differing:
        return redirect("actions:import_preview", kept.pk)
    number = len(prepared.differing)
    told = ngettext("%(number)s fact was brought in.", "%(number)s facts were brought in.", number)
    messages.success(request, told % {"number": number})
    return redirect("reports:programme_page", kept.slug)
