"""What a programme's list may be narrowed to: its areas, its bodies and its phenomena, fetched by one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet, Value

from actions.light import chooser
from actions.models import Measure, Responsibility
from actors.languages import Phrase
from actors.models import Body
from strategy.models import Area, Phenomenon, Programme

# A menu of more bodies than this weighs too much with every name written out.
LONG_MENU = 60
# Seconds.
KEPT_FOR = 60


@dataclass(frozen=True)
class Option:
    """One thing to choose: its id, its name in addresses, its name for people and, for a body, its abbreviation."""

    id: int
    key: str
    name: Phrase
    short: str

    @property
    def label(self) -> Phrase:
        """What lists show: the abbreviation, the name where there is none."""
        return Phrase(self.short, "fi") if self.short else self.name

    @property
    def in_full(self) -> str:
        """What a menu shows: "POHA, Poliisihallitus"."""
        return f"{self.short}, {self.name}" if self.short and self.short != self.name else str(self.name)


class Options:
    """The areas, bodies (with any role in the programme, on any day) and phenomena by their keys, each in its order.

    They may be a minute old, so a menu may lack a body that was added just now. Whoever asks for a key that is not in
    them looks anew: `Options.having(programme, keys)`.
    """

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.areas: dict[str, Option] = {}
        self.bodies: dict[str, Option] = {}
        self.phenomena: dict[str, Option] = {}
        self.version = sha256(repr(rows).encode()).hexdigest()
        choose = chooser()
        homes = {"area": self.areas, "body": self.bodies, "phenomenon": self.phenomena}
        for kind, _order, pk, key, short, *names in rows:
            homes[kind][key] = Option(pk, key, choose(names), short)

    @classmethod
    def having(cls, programme: Programme, keys: Iterable[tuple[str, str]]) -> "Options":
        """The programme's options; fetched anew when those kept lack one of the keys (("bodies", "poha"), …)."""
        place = f"measure-options-{programme.pk}-{programme.slug}"
        kept = cache.get(place)
        options = cls(kept) if kept else None
        if options is None or any(key not in getattr(options, home) for home, key in keys):
            rows = sorted(everything(programme))
            cache.set(place, rows, KEPT_FOR)
            options = cls(rows)
        return options

    def menus(self) -> dict[str, list[tuple[str, Any]]]:
        """(key, text) of every option, by what is chosen; a long menu of bodies leaves the names to abbreviations."""
        are_many = len(self.bodies) > LONG_MENU
        return {
            "area": [(key, f"{key} {area.name}".strip()) for key, area in self.areas.items()],
            "body": [(key, body.label if are_many else body.in_full) for key, body in self.bodies.items()],
            "phenomenon": [(key, str(phenomenon.name)) for key, phenomenon in self.phenomena.items()],
        }


def everything(programme: Programme) -> QuerySet:
    """Rows (kind, order, id, key, abbreviation, name_fi, name_sv, name_en)."""
    names = ("name_fi", "name_sv", "name_en")
    measures = Measure.objects.filter(programme=programme)
    held = Responsibility.objects.filter(body=OuterRef("pk"), measure__programme=programme)
    tagged = Measure.phenomena.through.objects.filter(phenomenon=OuterRef("pk"), measure__in=measures)
    areas = Area.objects.filter(programme=programme).order_by()
    bodies = Body.objects.filter(Exists(held)).order_by()
    phenomena = Phenomenon.objects.filter(Exists(tagged)).order_by()
    return areas.values_list(Value("area"), "sort_key", "pk", "number", Value(""), *names).union(
        bodies.values_list(Value("body"), "sort_key", "pk", "slug", "abbreviation", *names),
        phenomena.values_list(Value("phenomenon"), "sort_key", "pk", "slug", Value(""), *names),
        all=True,
    )
