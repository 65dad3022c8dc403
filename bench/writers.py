"""Many people save in the same minute: real requests to the server of production, and their words read back."""

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from actions.models import Responsibility
from bench.filling import TODAY, person, sentence
from bench.measuring import FormReader, Target, percentile
from bench.round import RoundFilling
from updates.models import Round, Update

WORKERS = 2
WAIT = 60  # seconds that one request may take before it counts as an error
SAVED = Target(500, "ms at p95")
NONE = {"errors": Target(0, "errors"), "lost": Target(0, "lost texts")}


@dataclass
class Site:
    """The server as one person's browser asks it: a connection for each request, the cookies that it was given."""

    port: int
    cookies: dict[str, str]

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[HTTPResponse, str]:
        """The answer and its page."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "gzip",
            "Accept-Language": "fi",
        }
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        server = HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            server.request(method, address, urlencode(form) if form is not None else None, headers)
            answer = server.getresponse()
            page = answer.read()
        finally:
            server.close()
        for told in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(told).items()}
        return answer, (gzip.decompress(page) if answer.headers["Content-Encoding"] == "gzip" else page).decode()


@dataclass
class Writer:
    """One person with one answer to write: what they type, and how their saving went."""

    site: Site
    round: Round
    answer: Responsibility
    address: str
    typed: dict[str, str]
    form: dict[str, str] = field(default_factory=dict)
    saved: float = 0
    shown: float = 0
    error: str = "nothing came back"

    def open(self) -> None:
        """Look at the form: what it brings is sent back with what is typed."""
        answer, page = self.site.ask("GET", self.address)
        if answer.status != 200:
            raise RuntimeError(f"The form at {self.address} could not be opened: {answer.status}.")
        self.form = FormReader(page).values | self.typed

    def save(self) -> None:
        """Send the form, and look at the page that it leads to, as a browser does."""
        try:
            self.saved, answer = self.timed("POST", self.address, self.form)
            leads_to = answer.headers["Location"]
            if answer.status != 302 or leads_to != self.address:
                self.error = f"status {answer.status} {leads_to or ''}"
                return
            self.shown, answer = self.timed("GET", leads_to)
            self.error = "" if answer.status == 200 else f"status {answer.status} after saving"
        except (OSError, HTTPException) as fault:
            self.error = repr(fault)

    def timed(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[float, HTTPResponse]:
        began = time.perf_counter()
        answer, _page = self.site.ask(method, address, form)
        return (time.perf_counter() - began) * 1000, answer

    def lost(self) -> list[str]:
        """Which of the typed texts do not stand in the database."""
        update = Update.objects.filter(
            round=self.round, measure=self.answer.measure, body=self.answer.body, role=self.answer.role
        ).first()
        if not update:
            return list(self.typed.values())
        steps, answers = update.promises.values_list("text", flat=True), update.answers.values_list("words", flat=True)
        kept = {update.done, update.obstacles, *steps, *answers}
        return [text for name, text in self.typed.items() if not name.endswith("_day") and text not in kept]


@dataclass(frozen=True)
class Saving:
    """How it went: milliseconds of each saving and of each page after it, what went wrong, which texts were lost."""

    saved: list[float]
    shown: list[float]
    errors: list[str]
    lost: list[str]

    def as_document(self) -> dict[str, Any]:
        numbers = {f"{name}_p{n}": percentile(getattr(self, name), n) for name in ("saved", "shown") for n in (50, 95)}
        return numbers | {"errors": self.errors, "lost": self.lost}

    def lines(self) -> Iterator[str]:
        """As the bench prints it; the time asked for is PostgreSQL's."""
        verdicts = [NONE["errors"].told(len(self.errors)), NONE["lost"].told(len(self.lost))]
        if connection.vendor == "postgresql":
            verdicts.insert(0, SAVED.told(percentile(self.saved, 95)))
        yield f"{'':34}{'p50 ms':>9}{'p95 ms':>9}{'errors':>9}{'lost':>10}"
        numbers = (
            f"{percentile(self.saved, 50):9.1f}{percentile(self.saved, 95):9.1f}{len(self.errors):9}{len(self.lost):10}"
        )
        yield f"{'saving':34}{numbers}  {'; '.join(verdicts)}"
        yield f"{'the page after it':34}{percentile(self.shown, 50):9.1f}{percentile(self.shown, 95):9.1f}"
        yield from (f"  {error}" for error in sorted(set(self.errors))[:5])


def save_together(filling: RoundFilling, people: int, seconds: float, url: str) -> Saving:
    """So many people each save their answer once, evenly over the seconds."""
    with server(url) as port:
        writers = [make_writer(filling, n, answer, port) for n, answer in enumerate(chosen(filling, people))]
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(Writer.open, writers))
        threads = [threading.Timer(seconds * n / people, one.save) for n, one in enumerate(writers)]
        for thread in threads:
            thread.daemon = True  # who stops the bench does not wait for the rest of the minute
            thread.start()
        for thread in threads:
            thread.join()
    done = [one for one in writers if not one.error]
    errors = [one.error for one in writers if one.error]
    return Saving(
        [one.saved for one in done],
        [one.shown for one in done],
        errors,
        [text for one in writers for text in one.lost()],
    )


def chosen(filling: RoundFilling, people: int) -> list[Responsibility]:
    """As many answers, of leads and of partners, of all bodies alike."""
    held = Responsibility.objects.filter(measure__programme=filling.programme).select_related("measure", "body")
    rows = list(held.order_by("pk"))
    if len(rows) < people:
        raise ValueError(f"The round asks {len(rows)} answers: that many people can save at once, not {people}.")
    return rows[:: len(rows) // people][:people]


def make_writer(filling: RoundFilling, n: int, answer: Responsibility, port: int) -> Writer:
    """A person of the body, signed in, with texts that nobody else types."""
    client = Client()
    user = person(f"writer{n}@example.org", answer.body, "coordinator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    where = [filling.programme.slug, answer.measure.code, answer.body.slug]
    said = f"Kirjoittaja {n}: {sentence(filling.chance, 40)}"
    typed = {"done": f"{said} Tehty.", "obstacles": f"{said} Esteet.", "question_2": f"{said} Vastaus."}
    typed |= {"step_1_text": f"Kirjoittaja {n} sopii toimintamallista kuntien kanssa.", "step_1_day": "31.12.2018"}
    site = Site(port, {"session": session})
    return Writer(site, filling.round, answer, reverse("updates:update_form", args=where), typed)


@contextmanager
def server(url: str) -> Iterator[int]:
    """The site on a free port of this machine, as the README starts it, until the end: its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "ETENEE_DEMO"}}
    asked = {
        "DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY, "ETENEE_TODAY": TODAY.isoformat(),
        "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "STATIC_HASHED": "0", "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", str(WORKERS), "--preload"]
    with TemporaryFile("w+") as log:
        gunicorn = subprocess.Popen(  # noqa: S603  # the words are ours
            [*command, "--bind", f"fd://{listener.fileno()}"],
            cwd=settings.BASE_DIR, env=kept | asked, pass_fds=[listener.fileno()], stdout=log, stderr=log,
        )  # fmt: skip
        listener.close()
        try:
            yield port
        except Exception as fault:
            log.seek(0)
            raise RuntimeError(f"The server on port {port} said:\n{log.read()[-2000:]}") from fault
        finally:
            stop(gunicorn)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the process that was started here, and with it its workers."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
