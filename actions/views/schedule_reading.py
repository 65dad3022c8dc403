"""A person corrects how a schedule is read; the words stay as they were written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actions import wording
from actions.forms import ReadingForm
from actions.models import Measure, ScheduleItem
from actors import policy
from actors.requests import Request
from strategy.models import Programme


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_reading(request: Request, slug: str, code: str, n: int) -> HttpResponse:
    """Office: set the reading of one schedule item that is in force, or have its words read anew."""
    policy.require(policy.rights(request.user, request.today).is_office)
    request.programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    measures = Measure.objects.as_of(request.today).select_related("programme")
    measure = get_object_or_404(measures, programme=request.programme, code=code)
    item = get_object_or_404(ScheduleItem.objects.in_force(request.today), measure=measure, n=n)
    now_read, is_corrected = wording.reading_of(item), item.is_corrected
    if request.method == "POST" and "anew" in request.POST:
        item.read_anew(on=request.today)
        messages.success(request, _("The words were read anew: %(reading)s.") % {"reading": wording.reading_of(item)})
        return redirect(measure)
    form = ReadingForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        item.correct(**form.reading(), on=request.today)
        messages.success(request, _("The reading was saved. The words of the schedule stay as they were written."))
        return redirect(measure)
    context = {"form": form, "item": item, "measure": measure, "now_read": now_read, "is_corrected": is_corrected}
    return render(request, "actions/schedule_reading.html", context)
