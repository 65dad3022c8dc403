"""What a file would change, text by text, against what was ordered and what stands there now."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from actions.importing.rows import Finding
from actors import markings
from actors.languages import Phrase
from actors.wording import clean, one_line
from updates.comparing import Piece, pieces
from updates.models import Update, UpdateState, digest
from updates.models.columns import LONGEST
from updates.translation_orders import references
from updates.translation_orders.reading import Reading, Row
from updates.translation_orders.references import Reference

DOUBTS = {
    "source_changed": pgettext_lazy("translation", "the original has changed since the order was made"),
    "text_changed": pgettext_lazy("translation", "the text here has changed since the order was made"),
    "source_edited": pgettext_lazy("translation", "the original in the file is not the one that was ordered"),
    "same_as_source": pgettext_lazy("translation", "the same as the original"),
}


@dataclass(frozen=True)
class Line:
    """A text that the file changes: `ordered` is the answer as it was when the order was made (`update` itself where
    nothing has changed since); `doubts` tells why somebody should look first."""

    place: str
    code: str
    update: Update
    ordered: Any
    new: Phrase
    doubts: tuple[str, ...] = ()

    @cached_property
    def source(self) -> Phrase:
        origin, source, _now = references.words_of(self.update, self.code)
        return Phrase(source, origin)

    @cached_property
    def now(self) -> Phrase:
        return Phrase(getattr(self.update, f"public_{self.code}"), self.code)

    @cached_property
    def token(self) -> str:
        """Tells that the same is still changed as was shown."""
        return f"{self.update.pk}.{digest(chr(0).join([self.code, self.source, self.now, self.new]))[:20]}"

    @property
    def is_older(self) -> bool:
        """Whether it was made from a source that has changed since."""
        return "source_changed" in self.doubts

    @property
    def ordered_on(self) -> date | None:
        """The day of the source that it was made from, where that is known."""
        return localdate(self.ordered.saved_at) if self.ordered.saved_at else None

    @property
    def why(self) -> list[str]:
        return [str(DOUBTS[doubt]) for doubt in self.doubts]

    @property
    def pieces(self) -> list[Piece]:
        """What is new in the text, word by word; nothing where there was none."""
        return pieces(self.now, self.new) if self.now else []

    @property
    def source_pieces(self) -> list[Piece]:
        """What has changed in the original since it was ordered."""
        return pieces(references.words_of(self.ordered, self.code)[1], self.source) if self.is_older else []


@dataclass
class Comparison:
    """`lines` may be taken in; `findings` say what can't be; `unchanged` rows say what stands there already."""

    code: str
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unchanged: int = 0
    unknown: int = 0

    def find(self, level: Literal["error", "doubt", "note"], code: str, place: str, **facts: str) -> None:
        self.findings.append(Finding(level, code, place, facts))

    @property
    def is_foreign(self) -> bool:
        """Whether no row of the file was ordered here."""
        return not self.lines and not self.unchanged and self.unknown == len(self.findings)


def compare(reading: Reading, is_locked: bool = False) -> Comparison:
    """Every row against the answers as they are now; two queries. `is_locked` keeps others from the answers until the
    end of the transaction."""
    known = [(row, references.read(row.reference)) for row in reading.rows]
    code = language(reading)
    found = Comparison(code)
    updates = _updates({reference.update for _row, reference in known if reference}, is_locked)
    of_order = _ordered([reference for _row, reference in known if reference], updates)
    places: dict[int, list[str]] = {}
    for row, reference in known:
        if reference and reference.code == code and reference in of_order:
            places.setdefault(reference.update, []).append(row.place)
    for row, reference in known:
        if reference is None or reference not in of_order:
            _tell_unknown(found, row, reference)
        elif reference.code != code:
            found.find("error", "row_of_another_language", row.place, reference=str(reference), language=reference.code)
        elif len(places[reference.update]) > 1:
            if row.place == places[reference.update][0]:
                found.find("error", "row_twice", "", places=capfirst(" · ".join(places[reference.update])))
        else:
            _compare(found, row, updates[reference.update], of_order[reference])
    return found


def language(reading: Reading) -> str:
    """The language of the file: that of most of its references."""
    codes = Counter(found.code for row in reading.rows if (found := references.read(row.reference)))
    return codes.most_common(1)[0][0] if codes else ""


def _updates(pks: set[int], is_locked: bool) -> dict[int, Update]:
    """The answers, in the order in which every deed on several of them takes them."""
    rows = Update.objects.filter(pk__in=pks, role="lead").select_related("measure", "body", "round__programme")
    rows = rows.order_by("measure__sort_key", "role", "pk")
    return {update.pk: update for update in (rows.select_for_update(of=("self",)) if is_locked else rows)}


def _ordered(known: list[Reference], updates: dict[int, Update]) -> dict[Reference, Any]:
    """Of every reference that was made here: the answer with the words of that time."""
    found: dict[Reference, Any] = {}
    changed = []
    for reference in known:
        if reference.update in updates:
            if reference.is_of(updates[reference.update]):
                found[reference] = updates[reference.update]
            else:
                changed.append(reference)
    versions = {reference.version for reference in changed}
    history = Update.history.filter(id__in={reference.update for reference in changed}, version__in=versions)
    rows = {(row.id, row.version): row for row in (history.order_by("history_id") if changed else ())}
    for reference in changed:
        row = rows.get((reference.update, reference.version))
        if row and reference.is_of(row):
            found[reference] = row
    return found


def _tell_unknown(found: Comparison, row: Row, reference: Reference | None) -> None:
    """A row that was not ordered here; one without any words is nothing."""
    words = clean(row.target)
    if reference or row.reference.strip():
        found.find("error", "row_unknown", row.place, reference=one_line(row.reference)[:40])
        found.unknown += 1
    elif words:
        found.find("error", "row_without_reference", row.place, new=_short(words))
        found.unknown += 1


def _compare(found: Comparison, row: Row, update: Update, ordered: Any) -> None:
    code, new = found.code, Phrase(clean(row.target), found.code)
    origin, source, now = references.words_of(update, code)
    _of, source_then, then = references.words_of(ordered, code)
    if new in {now, then} or not new:
        found.unchanged += 1
        if not new and then:
            found.find("note", "text_emptied", row.place, now=_short(now))
        return
    if refusal := _refusal(update, origin, code, new):
        name, facts = refusal
        found.find("error", name, row.place, **{"measure": update.measure.code, "body": str(update.body)} | facts)
        return
    doubts = [
        ("source_changed", source != source_then or origin != _of),
        ("text_changed", now != then),
        ("source_edited", row.source is not None and one_line(row.source) != one_line(source_then)),
        ("same_as_source", one_line(new) == one_line(source)),
    ]
    found.lines.append(Line(row.place, code, update, ordered, new, tuple(name for name, holds in doubts if holds)))


def _refusal(update: Update, origin: str, code: str, new: str) -> tuple[str, dict[str, str]] | None:
    """Why the text can't be taken in, with the facts of the sentence; None when it can."""
    if update.state == UpdateState.DRAFT:
        return "answer_returned", {}
    if update.round.frozen_at:
        return "round_closed", {"round": str(update.round)}
    if origin == code:
        return "text_is_original", {}
    if len(new) > LONGEST:
        return "text_too_long", {"length": str(len(new)), "most": str(LONGEST)}
    if marking := update.marking_in(new):
        if markings.is_identity_code(marking):
            return "text_marked", {"marking": marking}
        return "text_marked_as_secret", {"marking": marking}
    return None


def _short(words: str) -> str:
    words = one_line(words)
    return words if len(words) <= 60 else f"{words[:60]}…"
