"""Pages that are being built."""

from django.http import HttpResponse


def soon(request, **kwargs):
    return HttpResponse("soon")
