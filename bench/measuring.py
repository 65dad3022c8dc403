"""How a request is timed: the whole stack in this process, one client, warm."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass
class Figure:
    """One line of the result: milliseconds at p50 and p95, queries, bytes, MB of Python memory at the peak."""

    name: str
    p50: float
    p95: float
    queries: int
    size: int
    peak: float

    def ratio(self, floor: "Figure") -> float:
        return self.p50 / floor.p50


def measure(name: str, ask: Callable[[], Any], times: int = 40) -> Figure:
    """Ask once for the queries, once for the memory, then `times` for the clock."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    asked = len(queries)  # counted now: the next request empties the log
    tracemalloc.start()
    body = content(ask())
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    if response.status_code not in {200, 302}:
        raise RuntimeError(f"{name}: status {response.status_code}")
    gc.collect()
    taken = sorted(timed(ask) for _ in range(times))
    return Figure(name, taken[len(taken) // 2], taken[int(len(taken) * 0.95)], asked, len(body), peak)


def timed(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    content(ask())
    return (time.perf_counter() - began) * 1000


def content(response: Any) -> bytes:
    """All bytes of the answer, streamed ones too."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content


class FormReader(HTMLParser):
    """The names and values that a browser would send from the page's own form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        name = facts.get("name") or ""
        if tag == "input" and name and (facts.get("type") not in {"radio", "checkbox"} or "checked" in facts):
            self.values.setdefault(name, facts.get("value") or "")
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in facts:
            self.values[self.select] = facts.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def saver(client: Client, address: str) -> Callable[[], Any]:
    """Saves the form at the address again and again, each time with a new text over the newest version."""
    counter = iter(range(10**9))

    def save() -> Any:
        values = FormReader(client.get(address).content.decode()).values
        return client.post(address, values | {"done": f"Työ etenee, tallennus {next(counter)}."})

    return save
