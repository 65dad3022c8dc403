"""Pages of long lists: counts that stay cheap, and deep pages that are read from the nearer end."""

from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from actions.filters import MeasureFilter

PER_PAGE = 50
# A search is counted, and shown, up to here: past it people add a word instead of turning pages.
SEARCHED = 1000
# A count of this many rows or more is kept for a minute; a smaller one is always counted anew.
KEPT_FROM, KEPT_FOR = 5000, 60


class Counted(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, known: int) -> None:
        super().__init__([], PER_PAGE)
        self.known = known

    @property
    def count(self) -> int:
        return self.known


class MeasurePages:
    """One page of what is asked; `total` are the programme's measures, `found` those that are asked for."""

    def __init__(self, asked: MeasureFilter) -> None:
        self.asked = asked
        self.total = count(asked.queryset, asked)
        self.found = self._found()
        self.has_more = self.found > SEARCHED and "q" in asked.asks
        self.pages = Counted(min(self.found, SEARCHED) if self.has_more else self.found)
        self.number = asked.form.cleaned_data.get("page") or 1
        self.exists = self.number <= self.pages.num_pages
        self.page = Page([], min(self.number, self.pages.num_pages), self.pages)

    def _found(self) -> int:
        if not self.asked.asks:
            return self.total
        if "q" in self.asked.asks:
            return self.asked.found[: SEARCHED + 1].count()
        return count(self.asked.found, self.asked)

    def ids(self) -> list[int]:
        """The measures of the page, in order; read from the end that is nearer."""
        ids = self.asked.in_order(self.asked.found).values_list("pk", flat=True)
        first = (self.page.number - 1) * PER_PAGE
        last = min(first + PER_PAGE, self.pages.count)
        if first > self.pages.count // 2 and not self.has_more:
            return list(ids.reverse()[self.pages.count - last : self.pages.count - first])[::-1]
        return list(ids[first:last])

    def turns(self) -> list[dict[str, Any]]:
        """What the pager shows: the first and the last page, and those around this one."""
        here, end = self.page.number, self.pages.num_pages
        shown = sorted({1, end, *range(max(1, here - 1), min(end, here + 1) + 1)})
        turns: list[dict[str, Any]] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                turns.append({"gap": True})
            turns.append({"number": number, "url": self.address(number), "current": number == here})
        return turns

    def previous_url(self) -> str:
        return self.address(self.page.number - 1) if self.page.has_previous() else ""

    def next_url(self) -> str:
        return self.address(self.page.number + 1) if self.page.has_next() else ""

    def last_url(self) -> str:
        return self.address(self.pages.num_pages)

    def address(self, number: int) -> str:
        return f"?{self.asked.address(page=number if number > 1 else None)}"


def count(measures: QuerySet, asked: MeasureFilter) -> int:
    """How many there are; a large number may be a minute old."""
    what = (asked.programme.pk, asked.on, asked.audience, asked.asks if measures is asked.found else {})
    key = f"measures-{sha256(repr(what).encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        kept = measures.count()
        if kept >= KEPT_FROM:
            cache.set(key, kept, KEPT_FOR)
    return kept
