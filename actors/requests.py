"""A request as the site's views get it: what the middleware and the views themselves hang on Django's."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """`today` is the clock's day, `on` the day looked at (actors.middleware). A view that has fetched the programme and
    its open round leaves them here, so that the frame (config.shell) does not fetch them again."""

    today: date
    on: date
    day_is_wrong: bool
    htmx: HtmxDetails
    programme: Any
    round: Any
    is_token_refused: bool
