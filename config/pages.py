"""The few pages that belong to no room: the front door, the health check, the published schema."""

from django.conf import settings
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def to_my_language(request: HttpRequest) -> HttpResponse:
    """Anyone: to the front page in the language the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def healthcheck(request: HttpRequest) -> HttpResponse:
    """Anyone: whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": connection.vendor})


@require_safe
def interchange_schema(request: HttpRequest) -> FileResponse:
    """Anyone: the JSON Schema of the interchange format."""
    return FileResponse(
        (settings.BASE_DIR / "docs" / "etenee-programme-1.schema.json").open("rb"),
        content_type="application/schema+json",
    )


def not_offered(request: HttpRequest) -> HttpResponse:
    """Nobody: a page that came with a library and is not offered here."""
    raise Http404
