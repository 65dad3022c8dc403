"""Addresses of a programme's pages that keep the day looked at, and take no look-up per row."""

from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.urls import reverse

PLACE = "PLACE"


class Addresses:
    """Made once a request: the address patterns are looked up once, codes and filters are put into them."""

    def __init__(self, request: HttpRequest, slug: str) -> None:
        self.day = {} if request.on == request.today else {"on": request.on.isoformat()}
        self._query = f"?{urlencode(self.day)}" if self.day else ""
        self._list = reverse("actions:measure_list", args=[slug])
        self._measure = reverse("reports:measure_page", args=[slug, PLACE]).rsplit(PLACE, 1)
        self._body = reverse("reports:body_page", args=[PLACE]).rsplit(PLACE, 1)

    def measure(self, code: str) -> str:
        return quote(code).join(self._measure) + self._query

    def body(self, slug: str) -> str:
        return slug.join(self._body) + self._query

    def listed(self, **filters: str | list[str]) -> str:
        """The list of measures behind a number: its filters by name, several values of one as a list."""
        query = urlencode(filters | self.day, doseq=True)
        return f"{self._list}?{query}" if query else self._list
