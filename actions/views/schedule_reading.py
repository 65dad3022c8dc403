"""A person corrects how a schedule is read; the words stay as they were written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actions.forms import ReadingForm
from actions.models import Measure, ScheduleItem
from actors import policy
from strategy.models import Programme


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_reading(request: HttpRequest, slug: str, code: str, n: int) -> HttpResponse:
    """Office: set the reading of one schedule item."""
    policy.require(policy.rights(request.user, request.today).is_office)
    request.programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    measure = get_object_or_404(Measure.objects.select_related("programme"), programme=request.programme, code=code)
    item = get_object_or_404(ScheduleItem.objects.in_force(request.today), measure=measure, n=n)
    form = ReadingForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        item.correct(**form.reading(), on=request.today)
        messages.success(request, _("The reading was saved. The words of the schedule stay as they were written."))
        return redirect(measure)
    return render(request, "actions/schedule_reading.html", {"form": form, "item": item, "measure": measure})
