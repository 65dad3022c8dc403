"""Measures the pages against floors in the same run, on a database of its own that is thrown away."""

import io
import json
import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from actors.models import User
from bench import workbooks, writers
from bench.database import own_database
from bench.filling import TODAY, Filling
from bench.measuring import Figure, Line, Target, content, in_turn, measure, saver
from bench.round import RoundFilling

SIZES = [39, 1_000, 10_000]
LARGE = 100_000
# No TLS and no collected static files are needed to measure; all else is as in production.
HERE = {
    "ROOT_URLCONF": "bench.urls",
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}
COCKPIT = {"ratio": Target(4, "× floor"), "queries": Target(12, "queries")}
SOURCE = settings.BASE_DIR.parent / "shared" / "seeds" / "001_7eb0f02fcb767627.txt"


class Command(BaseCommand):
    help = (
        "Fills a made-up round and programmes, measures pages, workbooks and people who save together against floors, "
        "and prints p50, p95, queries, bytes, memory, and of each target whether it is met."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--large", action="store_true", help="100 000 measures too (minutes)")
        parser.add_argument(
            "--sizes", default=SIZES, type=as_sizes, help="numbers of measures, such as 39,1000; empty for none"
        )
        parser.add_argument(
            "--round", default=(40, 200), type=as_round, help="bodies x measures, such as 40x200; empty for none"
        )
        parser.add_argument("--people", type=int, default=120, help="how many save in the round together; 0 for none")
        parser.add_argument("--seconds", type=float, default=60, help="in which they save")
        parser.add_argument("--times", type=int, default=40, help="requests per page")
        parser.add_argument("--source", type=Path, default=SOURCE, help="a published programme to time the import of")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.TODAY = TODAY
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is stopped then too
        with own_database() as url, override_settings(**HERE), override("fi"):
            self.run_bench(options, url)

    def run_bench(self, options: dict[str, Any], url: str) -> None:
        told: dict[str, Any] = {}
        if options["round"]:
            told |= self.run_round(options, url)
        results = {
            size: self.run_size(size, options["times"]) for size in options["sizes"] + [LARGE] * options["large"]
        }
        if len(results) > 1:
            self.tell_growth(results)
        self.tell_import(options["source"])
        if options["json"]:
            told |= {str(size): as_document(figures) for size, figures in results.items()}
            self.stdout.write(json.dumps(told))

    def run_size(self, size: int, times: int) -> dict[str, Figure]:
        began = time.perf_counter()
        filling = Filling(size)
        filling.fill()
        settle()
        self.say(f"\n{size} measures, filled in {time.perf_counter() - began:.0f} s")
        return self.tell_lines(figures(filling, times))

    def run_round(self, options: dict[str, Any], url: str) -> dict[str, Any]:
        """A round in its order: workbooks go out and come back, people save, and the office looks at all of it."""
        bodies, measures = options["round"]
        began = time.perf_counter()
        filling = RoundFilling(bodies, measures)
        filling.fill()
        settle()
        self.say(f"\nA round of {bodies} bodies × {measures} measures, filled in {time.perf_counter() - began:.0f} s")
        told: dict[str, Any] = {"round": self.tell_lines(workbooks.lines(filling.round))}
        if people := options["people"]:
            seconds, load = options["seconds"], os.getloadavg()[0]
            self.say(
                f"\n{people} people save in {seconds:g} s: {connection.vendor}, gunicorn with {writers.WORKERS} workers"
            )
            self.say(f"load of the machine before it: {load:.1f}")
            saving = writers.save_together(filling, people, seconds, url)
            told["saving"] = saving.as_document()
            for line in saving.lines():
                self.say(line)
        filling.stand()
        settle()
        self.say("\nThe round with returns and answers in every state")
        told["round"] = as_document(told["round"] | self.tell_lines(cockpit(filling, options["times"])))
        return told

    def tell_lines(self, lines: Iterable[Line]) -> dict[str, Figure]:
        """Print each line as soon as it is there; the figures by name."""
        self.say(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'bytes':>10}{'peak MB':>9}{'× floor':>9}")
        found: dict[str, Figure] = {}
        for line in lines:
            figure, floor = line.figure, found.get(line.floor)
            found[figure.name] = figure
            ratio = f"{figure.ratio(floor):9.2f}" if floor else ""
            numbers = f"{figure.p50:9.1f}{figure.p95:9.1f}{figure.queries:9}{figure.size:10}{figure.peak:9.1f}"
            self.say(f"{figure.name:34}{numbers}{ratio:9}  {line.verdicts(floor)}".rstrip())
        return found

    def tell_growth(self, results: dict[int, dict[str, Figure]]) -> None:
        smaller, largest = sorted(results)[-2:]
        smaller = 1_000 if 1_000 in results else smaller
        self.say(f"\n{connection.vendor}: time at {largest} measures against {smaller}")
        for name, figure in results[smaller].items():
            if name not in results[largest]:
                continue
            self.say(f"{name:34}{results[largest][name].p50 / figure.p50:9.2f}")

    def tell_import(self, source: Path) -> None:
        from actions.importing.running import carry_out
        from actors import clock

        if source.is_file():
            began = time.perf_counter()
            carry_out(source.name, source.read_bytes(), "bench-import", {}, TODAY, clock.now())
            self.say(f"\nimport of {source.name}: {time.perf_counter() - began:.2f} s")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def as_sizes(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def as_round(text: str) -> tuple[int, int] | None:
    bodies, _x, measures = text.partition("x")
    return (int(bodies), int(measures)) if text else None


def as_document(figures: dict[str, Figure]) -> dict[str, Any]:
    return {name: vars(figure) for name, figure in figures.items()}


def settle() -> None:
    """Let the database count its rows, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def cockpit(filling: RoundFilling, times: int) -> Iterator[Line]:
    """The office's page of the round."""
    client, where = signed_in(filling.office), [filling.programme.slug, filling.round.slug]
    addresses = {
        "floor: cockpit": reverse("cockpit_floor", args=where),
        "cockpit": reverse("updates:cockpit", args=where),
    }
    floor, page = in_turn({name: partial(client.get, address) for name, address in addresses.items()}, times)
    yield Line(floor)
    yield Line(page, floor.name, **COCKPIT)


def figures(filling: Filling, times: int) -> Iterator[Line]:
    """Each figure with the name of its floor."""
    client = signed_in(filling.writer)
    slug, size = filling.programme.slug, filling.size
    middle = filling.programme.measures.order_by("sort_key")[size // 2]
    led = filling.programme.measures.filter(responsibilities__body=filling.bodies[0]).first() or middle
    listed = reverse("actions:measure_list", args=[slug])
    page = reverse("reports:measure_page", args=[slug, middle.code])
    last = (size + 49) // 50
    asked = {
        "floor: constant": ("/bench/constant/", ""),
        "floor: list": (f"/bench/{slug}/", ""),
        "list": (listed, "floor: list"),
        "list, filtered": (f"{listed}?stage=in_progress&late=1", "floor: list"),
        "list, last page": (f"{listed}?page={last}", "floor: list"),
        "list, search": (f"{listed}?q=kyberrikollisuus+verkosto", "floor: list"),
        "floor: measure": (f"/bench/{slug}/{middle.code}/", ""),
        "measure": (page, "floor: measure"),
        "body": (reverse("reports:body_page", args=[filling.bodies[1].slug]), ""),
        "programme": (reverse("reports:programme_page", args=[slug]), ""),
    }
    for name, (address, floor) in asked.items():
        few = 5 if size > 5_000 and name in {"body", "programme"} else times
        yield Line(measure(name, partial(client.get, address), few), floor)
    if filling.bodies[0].responsibilities.filter(measure=led).exists():
        address = reverse("updates:update_form", args=[slug, led.code, filling.bodies[0].slug])
        yield Line(measure("form and save an update", saver(client, address), times))
    if size <= 10_000:
        yield from excel(client, reverse("actions:measure_list_excel", args=[slug]))


def excel(client: Client, address: str) -> Iterator[Line]:
    """The workbook of everything, and a bare openpyxl loop that writes the same cells."""
    from openpyxl import Workbook, load_workbook

    whole = content(client.get(address))
    cells = [list(row) for row in load_workbook(io.BytesIO(whole), read_only=True).worksheets[0].values]

    class Written:
        status_code = 200

        def __init__(self) -> None:
            book = Workbook(write_only=True)
            sheet = book.create_sheet()
            for row in cells:
                sheet.append(row)
            out = io.BytesIO()
            book.save(out)
            self.content = out.getvalue()

    yield Line(measure("floor: openpyxl", Written, 3))
    yield Line(measure("excel", lambda: client.get(address), 3), "floor: openpyxl")
