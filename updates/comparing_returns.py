"""A copied return as people read it: each answer, and only what has changed since an earlier copy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext

from actions.status import SYMBOLS
from updates import completeness, copying
from updates.comparing import Piece, pieces
from updates.models import UpdateRole


@dataclass(frozen=True)
class Row:
    """One thing said: its label, the words now and before, the words' language where it is not the page's."""

    label: str
    words: str
    before: str = ""
    lang: str = ""
    symbol: str = ""

    @property
    def has_changed(self) -> bool:
        return self.words != self.before

    @property
    def pieces(self) -> list[Piece]:
        """The words before and now as one text, word by word."""
        return pieces(self.before, self.words)


@dataclass(frozen=True)
class Answer:
    """One answer of a copy; `is_new` when the earlier copy has none for the task."""

    code: str
    title: str
    role: str
    rows: list[Row] = field(default_factory=list)
    is_new: bool = False

    @property
    def changed(self) -> list[Row]:
        """The rows that say something else than before."""
        return [row for row in self.rows if row.has_changed]

    @property
    def same(self) -> list[Row]:
        """The rows that say the same as before."""
        return [row for row in self.rows if not row.has_changed]


def read(copy: dict[str, Any], before: dict[str, Any] | None = None) -> list[Answer]:
    """The answers of a copy in the active language, each thing beside what the earlier copy said of it."""
    earlier = copying.by_measure(before) if before else {}
    return [_answer(each, earlier.get(copying.whose(each)), copy["labels"]) for each in copy["answers"]]


def _answer(answer: dict[str, Any], earlier: dict[str, Any] | None, labels: dict[str, Any]) -> Answer:
    now = {row.label: row for row in _rows(answer, labels)}
    before = {row.label: row.words for row in _rows(earlier, labels)} if earlier else {}
    gone = {label: Row(label, "") for label in before if label not in now}
    rows = [
        Row(row.label, row.words, before.get(label, ""), row.lang, row.symbol) for label, row in (now | gone).items()
    ]
    title = named(answer["measure"]["title"])
    return Answer(answer["measure"]["code"], title, named(answer["role"]["words"]), rows, earlier is None)


def _rows(answer: dict[str, Any], labels: dict[str, Any]) -> Iterator[Row]:
    lang = answer["language"] if answer["language"] != get_language() else ""
    for name, label in (("stage", gettext("Stage")), ("confidence", gettext("Confidence"))):
        if coded := answer[name]:
            yield Row(label, capfirst(named(coded["words"])), symbol=SYMBOLS[coded["code"]])
    if answer["is_unchanged"]:
        is_part = answer["role"]["code"] == UpdateRole.PARTNER
        unchanged = gettext("Nothing to add in this round") if is_part else gettext("Nothing has changed")
        yield Row(unchanged, gettext("yes"))
    for each in answer["promises"]:
        yield Row(pgettext("promise", "Promise: %(text)s") % {"text": each["text"]}, _fate(each), lang=lang)
    for each in answer["outcomes"]:
        yield Row(named(each["schedule"]), shown(each["done_on"]) or gettext("not done after all"))
    for name in completeness.TEXTS:
        if words := answer["texts"].get(name):
            own = name[-2:] if name.startswith("public_") else answer["language"]
            yield Row(capfirst(named(labels[name])), words, lang=own if own != get_language() else "")
    if answer["cause"]:
        yield Row(gettext("Cause of the obstacle"), capfirst(named(answer["cause"]["words"])))
    for each in answer["questions"]:
        yield Row(named(each["question"]), each["words"], lang=lang)
    for each in answer["taken"]:
        label = gettext("Taken over from %(body)s") % {"body": named(each["body"])}
        yield Row(label, each["words"], lang=lang)


def _fate(promise: dict[str, Any]) -> str:
    words = [capfirst(named(promise["fate"]["words"])), shown(promise["day"]), promise["because"]]
    return ", ".join(filter(None, words))


def named(names: dict[str, str]) -> str:
    """The words in the active language; Finnish, else whatever there is, where it has none."""
    return names.get(get_language() or "fi") or names.get("fi") or next(iter(names.values()), "")


def shown(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT") if day else ""
