"""A body's workbook: made, brought back, looked at, taken in; the office takes the workbooks of a whole round."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions.importing.rows import UnreadableSource
from actors import clock
from actors.languages import CODES
from actors.requests import Request
from strategy.models import Programme
from updates import body_returns, locks
from updates.body_returns import BodyReturn
from updates.models import Round, UploadedWorkbook
from updates.views.office import require_office
from updates.workbook import applying, issuing, preparing, uploads
from updates.workbook.forms import LanguageForm, UploadForm
from updates.workbook.preparing import Parsed
from updates.workbook.preview import Preview
from updates.workbook.saying import sentence

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def return_or_404(request: Request, slug: str, round: str, body: str, is_read: bool = False) -> BodyReturn:
    """The return at an address for its writers and the office; with `is_read` for its approvers too."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    found = body_returns.find(request.user, programme, round, body, request.today)
    if not found or not (found.may_write or found.rights.is_office or (is_read and found.is_own)):
        raise Http404
    request.programme = programme
    request.round = found.round if found.round.is_open(request.today) else None
    return found


def upload_or_404(one: BodyReturn, n: int) -> UploadedWorkbook:
    """An upload of the return that the person may see, by its number, counted from the first."""
    if not one.row or n < 1:
        raise Http404
    files = one.row.uploads.select_related("applied_by", "by").order_by("pk")
    found = files[n - 1 : n].first()
    if not found or found.by_id in uploads.unseen_by(one.row, one.user, one.is_own):
        raise Http404
    return found


def asked_language(request: Request) -> str:
    """The language asked for, else that of the page."""
    asked = request.POST.get("language", "")
    return asked if asked in CODES else (get_language() or CODES[0])[:2]


def address(one: BodyReturn, name: str, *more: Any) -> str:
    return reverse(f"updates:{name}", args=[one.round.programme.slug, one.round.slug, one.body.slug, *more])


@require_POST
def workbook_download(request: Request, slug: str, round: str, body: str) -> HttpResponse | FileResponse:
    """The body's own people and the office: a new issue of its workbook; the office's holds no drafts."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:return_page", args=[slug, round, body]))
    one = return_or_404(request, slug, round, body, is_read=True)
    made = issuing.files(one.round, asked_language(request), request.user, clock.now(), [one.body.pk], one.is_own)
    for name, content in made:
        return attached(BytesIO(content), name, EXCEL)
    messages.error(request, one.lock)
    return redirect(address(one, "return_page"))


def attached(content: BytesIO, name: str, kind: str) -> FileResponse:
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)


@require_POST
def workbooks_zip(request: Request, slug: str, round: str) -> HttpResponse | FileResponse:
    """The office: the workbooks of all bodies that may write, in one zip, without drafts."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:cockpit", args=[slug, round]))
    require_office(request)
    rounds = Round.objects.editable_by(request.user, request.today).select_related("programme")
    asked = get_object_or_404(rounds, programme__slug=slug, slug=round)
    made = list(issuing.files(asked, asked_language(request), request.user, clock.now()))
    if made:
        return attached(issuing.zipped(made), f"{asked.slug}.zip", "application/zip")
    why = locks.sentence(asked.lock(request.today), asked)
    messages.error(request, why or _("No body owes anything in this round, so there is no workbook to make."))
    return redirect("updates:cockpit", slug, round)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workbook_upload(request: Request, slug: str, round: str, body: str) -> HttpResponse:
    """Coordinators of the body, and the office on its behalf: bring the workbook back; nothing is changed by it yet."""
    one = return_or_404(request, slug, round, body)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            names = preparing.names_on(request.today)
            parsed = preparing.parse(file.name, content, names, (one.round, one.body))
        except UnreadableSource as refusal:
            form.add_error("file", sentence(refusal.finding))
        else:
            kept = uploads.keep(parsed, content, request.user, clock.now())
            return redirect(address(one, "workbook_preview", uploads.number(kept)))
    context = {
        "one": one,
        "form": form,
        "taking": LanguageForm(initial={"language": asked_language(request)}),
        "earlier": uploads.listed(one.row, one.user, one.is_own),
    }
    return render(request, "updates/workbook_upload.html", context, status=400 if form.errors else 200)


def read_again(one: BodyReturn, upload: UploadedWorkbook, request: Request) -> Parsed:
    """The kept file, as it is read today."""
    names = preparing.names_on(request.today)
    return preparing.parse(upload.file_name, bytes(upload.content), names, (one.round, one.body))


@require_safe
@login_required
def workbook_preview(request: Request, slug: str, round: str, body: str, n: int) -> HttpResponse:
    """As workbook_upload: what the file would change now, cell by cell."""
    one = return_or_404(request, slug, round, body)
    upload = upload_or_404(one, n)
    parsed = read_again(one, upload, request)
    context = {
        "one": one,
        "upload": upload,
        "n": n,
        "preview": Preview(parsed, parsed.compared(request.today), one.is_own),
        "taken": upload.outcome.get("taken", []),
    }
    return render(request, "updates/workbook_preview.html", context)


def chosen(request: Request, parsed: Parsed) -> set[str]:
    """The tokens of the changes that were chosen: those that were ticked, or all that were shown together."""
    if "all" not in request.POST:
        return set(request.POST.getlist("take"))
    preview = Preview(parsed, parsed.compared(request.today))
    return preview.tokens if request.POST["all"] == preview.whole else {request.POST["all"]}


@require_POST
def workbook_apply(request: Request, slug: str, round: str, body: str, n: int) -> HttpResponse:
    """As workbook_upload: take the chosen changes into the drafts, all in one transaction. Twice is once."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("updates:workbook_preview", args=[slug, round, body, n]))
    one = return_or_404(request, slug, round, body)
    upload = upload_or_404(one, n)
    parsed = read_again(one, upload, request)
    taken = applying.take_in(parsed, upload, chosen(request, parsed), request.user, clock.now())
    number = len(taken.differences)
    if number:
        told = ngettext("%(number)s change was taken in.", "%(number)s changes were taken in.", number)
        messages.success(request, told % {"number": number})
    elif not taken.changed_since:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))
    if taken.unready:
        context = {"codes": taken.unready, "url": address(one, "return_page")}
        messages.warning(request, render_to_string("updates/_workbook_unready.html", context))
    if taken.changed_since:
        told = ngettext(
            "%(number)s change was left out, because something else stands there now. Look at it again.",
            "%(number)s changes were left out, because something else stands there now. Look at them again.",
            taken.changed_since,
        )
        messages.warning(request, told % {"number": taken.changed_since})
    return redirect(address(one, "workbook_preview", n))
