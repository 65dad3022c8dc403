"""Lists in pages of 50, their links as templates/_pagination.html takes them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

ROWS = 50


def paged(request: HttpRequest, rows: Any) -> dict[str, Any]:
    """`page` (the one asked for; the first or last for a number that is none), `pages`, `previous_url`, `next_url`."""
    paginator = Paginator(rows, ROWS)
    page = paginator.get_page(request.GET.get("page"))

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "pages": [
            {"number": number, "url": url(number), "current": number == page.number}
            if isinstance(number, int)
            else {"gap": True}
            for number in numbers
        ],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }
