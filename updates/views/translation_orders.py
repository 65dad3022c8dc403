"""The office orders translations in one file, brings the file back, looks at it and takes it in."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from actions.importing.rows import UnreadableSource
from actors import clock
from actors.languages import CODES
from actors.requests import Request
from updates.models import Round, UploadedTranslation
from updates.translation_orders import opening, preparing, taking_in, writing_word, writing_xliff
from updates.translation_orders.forms import TranslatedFileForm
from updates.translation_orders.ordering import Order, waiting
from updates.translation_orders.preparing import Preview
from updates.translation_orders.saying import sentence
from updates.views.office import require_office
from updates.views.workbooks import attached

WRITERS = {
    opening.WORD: (writing_word.written, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    opening.XLIFF: (writing_xliff.written, "application/x-xliff+xml"),
}


@require_safe
@login_required
def translation_order(request: Request, code: str, format: str) -> HttpResponse | FileResponse:
    """The office: the texts that wait for a language as one file, of `?round=programme/round` or of all rounds."""
    require_office(request)
    if code not in CODES or format not in WRITERS:
        raise Http404
    order = Order(code, request.today, round_asked(request))
    if not order.items:
        return redirect("updates:translation_take_in")
    write, kind = WRITERS[format]
    return attached(BytesIO(write(order)), f"{order.file_name}.{format}", kind)


def round_asked(request: Request) -> Round | None:
    """The round in the address; None when none is."""
    if "round" not in request.GET:
        return None
    programme, _slash, slug = request.GET["round"].partition("/")
    rounds = Round.objects.editable_by(request.user, request.today).select_related("programme")
    return get_object_or_404(rounds, programme__slug=programme, slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translation_take_in(request: Request) -> HttpResponse:
    """The office: order translations, and bring a filled file back; nothing is changed by it yet."""
    require_office(request)
    form = TranslatedFileForm(request.POST, request.FILES) if request.method == "POST" else TranslatedFileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            parsed = preparing.parse(file.name, content)
            preparing.check_ordered_here(parsed)
        except UnreadableSource as refusal:
            form.add_error("file", sentence(refusal.finding))
        else:
            kept = taking_in.keep(parsed, content, request.user, clock.now())
            return redirect("updates:translation_preview", kept.pk)
    context = {"form": form, "waiting": waiting(), "earlier": taking_in.earlier()}
    return render(request, "updates/translation_take_in.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translation_preview(request: Request, pk: int) -> HttpResponse:
    """The office: what the file would change now, text by text; take in what is chosen. Twice is once."""
    require_office(request)
    upload = get_object_or_404(UploadedTranslation, pk=pk)
    preview = taking_in.read_again(upload).compared()
    if request.method == "POST":
        tell(request, taking_in.take_in(upload, chosen(request, preview), request.user, clock.now()))
        return redirect("updates:translation_preview", pk)
    context = {"upload": upload, "preview": preview, "taken": upload.outcome.get("taken", [])}
    return render(request, "updates/translation_preview.html", context)


def chosen(request: Request, preview: Preview) -> set[str]:
    """The tokens of the texts that were chosen: those that were ticked, or all that were shown together."""
    if "all" not in request.POST:
        return set(request.POST.getlist("take"))
    return preview.tokens if request.POST["all"] == preview.whole else {request.POST["all"]}


def tell(request: Request, taken: taking_in.Taken) -> None:
    """What was taken in, and what was left out."""
    number = len(taken.lines)
    if number:
        told = ngettext("%(number)s text was taken in.", "%(number)s texts were taken in.", number)
        messages.success(request, told % {"number": number})
    elif not taken.changed_since:
        messages.info(request, _("Nothing was chosen, so nothing was changed."))
    if taken.changed_since:
        told = ngettext(
            "%(number)s text was left out, because something else stands there now. Look at it again.",
            "%(number)s texts were left out, because something else stands there now. Look at them again.",
            taken.changed_since,
        )
        messages.warning(request, told % {"number": taken.changed_since})
    behind = sum(line.is_older for line in taken.lines)
    if behind:
        told = ngettext(
            "%(number)s of them was made from an older original and waits to be translated again.",
            "%(number)s of them were made from an older original and wait to be translated again.",
            behind,
        )
        messages.warning(request, told % {"number": behind})
