"""Question: which programmes are there?"""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actors import policy
from actors.requests import Request
from strategy.models import Programme


@require_safe
def front(request: Request) -> HttpResponse:
    """Anyone: the only programme that is seen, the list of several, or what to do when there is none."""
    in_force = Q(measures__since=None) | Q(measures__since__lte=request.on)
    in_force &= Q(measures__until=None) | Q(measures__until__gte=request.on)
    programmes = list(
        Programme.objects.visible_to(request.user, request.today).annotate(n=Count("measures", filter=in_force))
    )
    if len(programmes) == 1:
        return redirect(programmes[0])
    rights = policy.rights(request.user, request.today)
    return render(request, "reports/front.html", {"programmes": programmes, "rights": rights})
