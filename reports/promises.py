"""Question: what have bodies promised round by round, and what has become of it? Not for those who read the public."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from actors.languages import Phrase
from actors.models import Body
from reports import promise_list
from reports.reader import Reader
from strategy.models import Programme
from updates.models import Fate, Promise, Round, Telling

TWICE = 2
ROUNDS = 3  # newest ones that have promises


@dataclass
class Counted:
    """The promises of one body in one round: how many, and how many of them have which fate now."""

    body: Body | None
    promised: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    @property
    def kept(self) -> int:
        return self.fates[Fate.KEPT]

    @property
    def moved(self) -> int:
        return self.fates[Fate.MOVED]

    @property
    def dropped(self) -> int:
        return self.fates[Fate.DROPPED]

    @property
    def untold(self) -> int:
        """How many nobody has told of yet: their day may lie ahead."""
        return self.fates[""]


@dataclass
class OfRound:
    """The promises made in one round, by body; the last line counts them all."""

    round: Round
    lines: list[Counted]
    total: Counted


@dataclass
class Promises:
    """What the programme page tells of promises: counts by round, newest first, and those that moved twice or more."""

    rounds: list[OfRound]
    restless: list[Any]
    chosen: promise_list.Chosen | None


def promises(programme: Programme, reader: Reader, asked: Mapping[str, str]) -> Promises | None:
    """Promises told by the end of the reader's day; None for those who read only what is published. `asked` is the
    address of the page, which may ask for the promises behind a number. One query."""
    if not reader.rights.reads_submitted:
        return None
    told = Q(update__state__in=("submitted", "published"), update__submitted_at__date__lte=reader.on)
    tellings = Telling.objects.filter(told, promise=OuterRef("pk")).order_by("-update__round__opens", "-pk")
    moved = tellings.filter(fate=Fate.MOVED).order_by().values("promise").annotate(n=Count("pk")).values("n")
    made = (
        Promise.objects.filter(told, update__measure__programme=programme)
        .annotate(fate=Subquery(tellings.values("fate")[:1]), times_moved=Subquery(moved))
        .annotate(newest_day=Subquery(tellings.filter(fate=Fate.MOVED).values("day")[:1]))
        .select_related("body", "update__round", "update__measure")
        .order_by("-update__round__opens", "body__sort_key", "pk")
    )
    rows: list[Any] = list(made)
    for row in rows:
        row.update.measure.programme = programme
        row.said = Phrase(row.text, row.update.language)
        row.url = f"{reader.to.measure(row.update.measure.code)}#said"
    restless = [row for row in rows if (row.times_moved or 0) >= TWICE and row.fate == Fate.MOVED]
    rounds = by_round(rows)[:ROUNDS]
    for each in rounds:
        link(each, reader)
    return Promises(rounds, restless, promise_list.chosen(rows, asked)) if rows else None


def link(of_round: OfRound, reader: Reader) -> None:
    """Give every body its address, every number of a round its column's name and the address of the list behind it."""
    day = {} if reader.on == reader.today else {"on": reader.on.isoformat()}
    for line in (*of_round.lines, of_round.total):
        counts = (line.promised, line.kept, line.moved, line.dropped, line.untold)
        is_total = line is of_round.total
        line.url = reader.to.body(line.body.slug) if line.body else ""
        line.numbers = [
            {
                "label": label,
                "count": count,
                "url": promise_list.address(of_round.round, line.body, fate, day, is_total=is_total) if count else "",
            }
            for (fate, label), count in zip(promise_list.columns(), counts, strict=True)
        ]


def by_round(rows: list[Any]) -> list[OfRound]:
    """Counts by round and body, in the order of the rows."""
    found: dict[int, dict[int | None, Counted]] = defaultdict(dict)
    rounds: dict[int, Round] = {}
    for row in rows:
        rounds.setdefault(row.update.round_id, row.update.round)
        counted = found[row.update.round_id].setdefault(row.body_id, Counted(row.body))
        counted.promised += 1
        counted.fates[row.fate or ""] += 1
    return [OfRound(rounds[pk], list(lines.values()), total(lines.values())) for pk, lines in found.items()]


def total(lines: Any) -> Counted:
    """All the lines in one."""
    summed = Counted(None)
    for line in lines:
        summed.promised += line.promised
        summed.fates.update(line.fates)
    return summed
