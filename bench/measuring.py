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


@dataclass(frozen=True)
class Target:
    """What is asked of one number of a figure: at most so much of `unit`."""

    most: float
    unit: str

    def is_met(self, value: float) -> bool:
        return value <= self.most

    def told(self, value: float) -> str:
        return f"≤ {self.most:g} {self.unit}: {'met' if self.is_met(value) else 'NOT MET'}"


@dataclass(frozen=True)
class Line:
    """A figure with the name of its floor, and the targets of its ratio, its queries and its p50 where it has them."""

    figure: Figure
    floor: str = ""
    ratio: Target | None = None
    queries: Target | None = None
    p50: Target | None = None

    def verdicts(self, floor: Figure | None) -> str:
        """Each target and whether it is met."""
        told = [(self.ratio, self.figure.ratio(floor) if floor else 0.0)]
        told += [(self.queries, self.figure.queries), (self.p50, self.figure.p50)]
        return "; ".join(target.told(value) for target, value in told if target)


def measure(name: str, ask: Callable[[], Any], times: int = 40) -> Figure:
    """Ask once for the queries, once for the memory, then `times` for the clock."""
    return in_turn({name: ask}, times)[0]


def in_turn(asked: dict[str, Callable[[], Any]], times: int) -> list[Figure]:
    """The figures of several, timed in turn: what slows the machine for a while slows a page and its floor alike."""
    counts = {name: counted(name, ask) for name, ask in asked.items()}
    gc.collect()
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(times):
        for name, ask in asked.items():
            taken[name].append(timed(ask))
    return [Figure(name, percentile(taken[name], 50), percentile(taken[name], 95), *counts[name]) for name in asked]


def counted(name: str, ask: Callable[[], Any]) -> tuple[int, int, float]:
    """Queries, bytes, and MB of Python memory at the peak, when it is warm."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    asked = len(queries)  # counted now: the next request empties the log
    if response.status_code not in {200, 302}:
        raise RuntimeError(f"{name}: status {response.status_code}")
    tracemalloc.start()
    size = len(content(ask()))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return asked, size, peak


def percentile(taken: list[float], percent: int) -> float:
    """0 of nothing."""
    return sorted(taken)[int(len(taken) * percent / 100)] if taken else 0.0


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
