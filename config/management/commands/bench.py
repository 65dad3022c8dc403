"""Measures the pages against floors in the same run, on a database of its own that is thrown away."""

import io
import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from bench.filling import TODAY, Filling
from bench.measuring import Figure, content, measure, saver

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
SOURCE = settings.BASE_DIR.parent / "shared" / "seeds" / "001_7eb0f02fcb767627.txt"


class Command(BaseCommand):
    help = "Fills made-up programmes, measures the pages and two floors, and prints p50, p95, queries, bytes, memory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--large", action="store_true", help="100 000 measures too (minutes)")
        parser.add_argument("--sizes", default=SIZES, type=as_sizes, help="numbers of measures, such as 39,1000")
        parser.add_argument("--times", type=int, default=40, help="requests per page")
        parser.add_argument("--source", type=Path, default=SOURCE, help="a published programme to time the import of")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.TODAY = TODAY
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(**HERE), override("fi"):
                self.run_bench(options)
        finally:
            connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)

    def run_bench(self, options: dict[str, Any]) -> None:
        results: dict[int, dict[str, Figure]] = {}
        for size in options["sizes"] + [LARGE] * options["large"]:
            began = time.perf_counter()
            filling = Filling(size)
            filling.fill()
            settle()
            self.say(f"\n{size} measures, filled in {time.perf_counter() - began:.0f} s")
            self.say(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'bytes':>10}{'peak MB':>9}{'× floor':>9}")
            results[size] = {}
            for figure, floor in figures(filling, options["times"]):
                results[size][figure.name] = figure
                ratio = f"{figure.ratio(results[size][floor]):9.2f}" if floor else ""
                self.say(
                    f"{figure.name:34}{figure.p50:9.1f}{figure.p95:9.1f}{figure.queries:9}{figure.size:10}"
                    f"{figure.peak:9.1f}{ratio}"
                )
        self.tell_growth(results)
        self.tell_import(options["source"])
        if options["json"]:
            self.stdout.write(json.dumps({size: {k: vars(v) for k, v in r.items()} for size, r in results.items()}))

    def tell_growth(self, results: dict[int, dict[str, Figure]]) -> None:
        smaller, largest = sorted(results)[-2:] if len(results) > 1 else (max(results), max(results))
        smaller = 1_000 if 1_000 in results else smaller
        self.say(f"\n{connection.vendor}: time at {largest} measures against {smaller}")
        for name, figure in results[smaller].items():
            if name not in results[largest]:
                continue
            self.say(f"{name:34}{results[largest][name].p50 / figure.p50:9.2f}")

    def tell_import(self, source: Path) -> None:
        from actions.importing.running import carry_out
        from actors import clock

        if source.exists():
            began = time.perf_counter()
            carry_out(source.name, source.read_bytes(), "bench-import", {}, TODAY, clock.now())
            self.say(f"\nimport of {source.name}: {time.perf_counter() - began:.2f} s")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def as_sizes(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def settle() -> None:
    """Let the database count its rows, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def figures(filling: Filling, times: int) -> Iterator[tuple[Figure, str]]:
    """Each figure with the name of its floor."""
    client = Client()
    client.force_login(filling.writer, backend="django.contrib.auth.backends.ModelBackend")
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
        yield measure(name, partial(client.get, address), few), floor
    if filling.bodies[0].responsibilities.filter(measure=led).exists():
        address = reverse("updates:update_form", args=[slug, led.code, filling.bodies[0].slug])
        yield measure("form and save an update", saver(client, address), times), ""
    if size <= 10_000:
        yield from excel(client, reverse("actions:measure_list_excel", args=[slug]))


def excel(client: Client, address: str) -> Iterator[tuple[Figure, str]]:
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

    yield measure("floor: openpyxl", Written, 3), ""
    yield measure("excel", lambda: client.get(address), 3), "floor: openpyxl"
