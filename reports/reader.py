"""Who reads a page, which day is looked at, and the addresses that keep that day and take no look-up per row."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from actors import policy
from actors.requests import Request

PLACE = "PLACE"


class Addresses:
    """The patterns of addresses are looked up once; codes and filters are put into them."""

    def __init__(self, slug: str, day: dict[str, str]) -> None:
        self._day = day
        self._query = f"?{urlencode(day)}" if day else ""
        self._list = reverse("actions:measure_list", args=[slug])
        self._measure = reverse("reports:measure_page", args=[slug, PLACE]).rsplit(PLACE, 1)
        self._body = reverse("reports:body_page", args=[PLACE]).rsplit(PLACE, 1)

    def measure(self, code: str) -> str:
        return quote(code).join(self._measure) + self._query

    def body(self, slug: str) -> str:
        return slug.join(self._body) + self._query

    def listed(self, **filters: str) -> str:
        """The list of measures behind a number; the filters are those of actions.filters."""
        query = urlencode(filters | self._day)
        return f"{self._list}?{query}" if query else self._list


@dataclass(frozen=True)
class Reader:
    """`today` is the clock's day, which rights go by; `on` is the day whose facts are shown."""

    user: Any
    today: date
    on: date
    to: Addresses

    @classmethod
    def of(cls, request: Request, slug: str) -> "Reader":
        """The reader of a page of the programme with the slug."""
        day = {} if request.on == request.today else {"on": request.on.isoformat()}
        return cls(request.user, request.today, request.on, Addresses(slug, day))

    @property
    def rights(self) -> policy.Rights:
        return policy.rights(self.user, self.today)

    @property
    def audience(self) -> str:
        """In whose eyes measures stand for this reader."""
        return self.rights.audience
