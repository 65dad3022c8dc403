"""What a programme's list may be narrowed to: its areas, its bodies and its phenomena, fetched by one query."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value

from actions.models import Measure, Responsibility
from actors.languages import Phrase, choose
from actors.models import Body
from strategy.models import Area, Phenomenon, Programme

# A menu of more bodies than this weighs too much with every name written out.
LONG_MENU = 60


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
    """The areas, bodies (with any role in the programme, on any day) and phenomena by their keys, each in its order."""

    def __init__(self, programme: Programme) -> None:
        self.areas: dict[str, Option] = {}
        self.bodies: dict[str, Option] = {}
        self.phenomena: dict[str, Option] = {}
        homes = {"area": self.areas, "body": self.bodies, "phenomenon": self.phenomena}
        for kind, _order, pk, key, short, *names in sorted(everything(programme)):
            name = choose(dict(zip(("name_fi", "name_sv", "name_en"), names, strict=True)), "name")
            homes[kind][key] = Option(pk, key, name, short)

    def menus(self) -> dict[str, list[tuple[str, Any]]]:
        """(key, text) of every option, by what is chosen; a long menu of bodies leaves the names to abbreviations."""
        are_many = len(self.bodies) > LONG_MENU
        return {
            "area": [(key, f"{key} {area.name}".strip()) for key, area in self.areas.items()],
            "body": [(key, body.label if are_many else body.in_full) for key, body in self.bodies.items()],
            "phenomenon": [(key, str(phenomenon.name)) for key, phenomenon in self.phenomena.items()],
        }

    @cached_property
    def body_by_id(self) -> dict[int, Option]:
        """Bodies by their id, as rows point to them."""
        return {body.id: body for body in self.bodies.values()}


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
