"""What every page's frame is told: programme, navigation, languages, day, person."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {}
