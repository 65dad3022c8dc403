"""The programme as open data: its interchange document."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions.importing.document import dumps, programme_document
from actors.requests import Request
from strategy.models import Programme


@require_safe
def programme_json(request: Request, slug: str) -> HttpResponse:
    """Anyone who sees the programme: its official data on the day looked at."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user, request.today), slug=slug)
    answer = HttpResponse(dumps(programme_document(programme, request.on)), content_type="application/json")
    answer["Content-Disposition"] = f'inline; filename="{programme.slug}-{request.on.isoformat()}.json"'
    return answer
