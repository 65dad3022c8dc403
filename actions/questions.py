"""What the page of the list shows of the question: menus and boxes to ask, chips to take back, headings to sort by."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from actions.filters import MeasureFilter, yes
from actions.tables import MeasureTable
from actions.wording import day

FIRST_MENUS = ("area", "body", "role", "mark")
MORE_MENUS = ("stage", "confidence", "freshness", "phenomenon", "sort")
# Asked by links from other pages; the form keeps them and the chips take them back.
LINKED = ("lead", "partner")


class Questions:
    """The question of a list, ready to be drawn."""

    def __init__(self, asked: MeasureFilter) -> None:
        self.asked = asked
        self.typed = asked.form.data

    def key(self) -> str:
        """The same for questions whose form looks the same."""
        typed = sorted((key, value) for key, value in self.typed.items() if key not in {"page", "on"})
        shown = (self.asked.options.version, self.asked.day, typed, sorted(self.asked.form.errors))
        return sha256(repr(shown).encode()).hexdigest()

    def first_menus(self) -> Iterator[dict[str, Any]]:
        return map(self.menu, FIRST_MENUS)

    def more_menus(self) -> Iterator[dict[str, Any]]:
        return map(self.menu, MORE_MENUS)

    def menu(self, name: str) -> dict[str, Any]:
        """A menu of choices: those before the chosen one, the chosen one, those after it."""
        choices = [("", self.nothing(name)), *self.choices(name)]
        typed = self.typed.get(name, "")
        place = next((n for n, (key, _text) in enumerate(choices) if key == typed), 0)
        label = self.asked.filters[name].label
        return {
            "name": name,
            "label": label,
            "before": choices[:place],
            "chosen": choices[place],
            "after": choices[place + 1 :],
        }

    def choices(self, name: str) -> Iterator[tuple[str, str]]:
        for key, text in self.asked.choices(name)():
            words = capfirst(str(text))
            yield key, gettext("%(column)s, last first") % {"column": words} if key.startswith("-") else words

    def nothing(self, name: str) -> str:
        """What a menu says when it narrows nothing."""
        if name == "role":
            return gettext("Any role")
        return gettext("By number") if name == "sort" else pgettext("choice", "All")

    def boxes(self) -> list[dict[str, Any]]:
        """The questions that are a yes."""
        filters = self.asked.filters.items()
        return [
            {"name": name, "label": one.label, "ticked": self.typed.get(name) == "1"}
            for name, one in filters
            if one.extra.get("choices") is yes
        ]

    def kept(self) -> list[tuple[str, str]]:
        """What the form carries along unseen."""
        kept = [(name, self.typed[name]) for name in LINKED if self.typed.get(name)]
        return [*kept, ("on", self.asked.day)] if self.asked.day else kept

    def is_more_asked(self) -> bool:
        """Whether the rarer questions should stand open."""
        rarer = {*MORE_MENUS, "year", *(box["name"] for box in self.boxes())} - {"sort"}
        return bool(rarer & self.asked.asks.keys()) or bool(rarer & set(self.asked.form.errors))

    def chips(self) -> list[dict[str, str]]:
        """What is asked, each with the address without it; the day looked at, when it is not today."""
        chips = [
            {"label": choice.label, "value": choice.value, "url": f"?{self.asked.address(**{choice.name: None})}"}
            for choice in self.asked.chosen
        ]
        if self.asked.day:
            without = f"?{self.asked.address(on=None)}"
            chips.append({"label": gettext("Situation on"), "value": day(self.asked.on), "url": without})
        return chips

    def headings(self) -> Iterator[dict[str, Any]]:
        """The columns of the page; each link puts the list in order, a second click the other way round."""
        columns = MeasureTable.base_columns
        for name, column in columns.items():
            if column.visible:
                sorts = column.sorts or ((name,) if column.orderable else ())
                labels = [column.short, *(columns[by].verbose_name for by in sorts[1:])]
                links = [self.link(by, label) for by, label in zip(sorts, labels, strict=False)]
                sort = next((link["sort"] for link in links if link["sort"] != "none"), "none")
                yield {"label": column.short, "css": column.css, "links": links, "sort": sort}

    def link(self, by: str, label: Any) -> dict[str, str]:
        order = self.asked.order
        sort = {by: "ascending", f"-{by}": "descending"}.get(order, "none")
        then = f"-{by}" if sort == "ascending" else by
        return {"label": label, "sort": sort, "url": f"?{self.asked.address(sort=None if then == 'number' else then)}"}
