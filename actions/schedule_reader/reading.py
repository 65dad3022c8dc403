"""A schedule as written becomes a reading: its parts in order, and what they say together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .clauses import Kind, Mention, mentions_of, places_of
from .context import with_years
from .edtf import OPEN, bounds, end_of, start_of
from .grammar import DAYS, MENTIONS, PARTS, YEARS
from .tokens import Token, clean, tokens_of

UNDATED = ("continuous", "recurring", "conditional")  # what the whole is when no part has a date: the first there is


@dataclass(frozen=True)
class Part:
    """One thing a schedule says: the clause's own words and how they are read; days are None where it is open."""

    text: str
    kind: Kind
    edtf: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class Reading:
    """A schedule text, kept to the letter, and how it is read as a whole.

    Late means after `latest`, never on it; a reading without `latest` is never late.
    """

    text: str
    kind: Kind
    edtf: str | None
    earliest: date | None
    latest: date | None
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, object]:
        """Days as ISO text or None; a part has its text, kind and EDTF."""
        return {
            "text": self.text,
            "kind": self.kind,
            "edtf": self.edtf,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "parts": [{"text": part.text, "kind": part.kind, "edtf": part.edtf} for part in self.parts],
        }


def read(text: str, year: int | None = None) -> Reading:
    """How a careful reader takes `text`; what can't be read has the kind `none` and no days.

    `year` helps where neither the words nor what was said before them tell the year ("keväällä"). Never raises.
    """
    cleaned = clean(text)
    tokens = DAYS.apply(YEARS.apply(tokens_of(cleaned)))
    if any(token.code in "izq" for token in tokens):
        tokens = with_years(tokens, year)
    tokens = MENTIONS.apply(PARTS.apply(tokens))
    mentions = mentions_of(tokens)
    return _whole(text, tuple(_parts(cleaned, tokens, mentions)), any(mention.depends for mention in mentions))


def _parts(cleaned: str, tokens: list[Token], mentions: list[Mention]) -> Iterator[Part]:
    for mention, (start, end) in zip(mentions, places_of(mentions, tokens, len(cleaned)), strict=True):
        words = cleaned[start:end].rstrip(" ,;:").lstrip(" ,;:/-–•·")
        if words.count(")") > words.count("("):
            words = words.rstrip(")")
        words = words or cleaned[mention.start : mention.end]
        earliest, latest = bounds(mention.edtf) if mention.edtf else (None, None)
        yield Part(words, mention.kind, mention.edtf, earliest, latest)


def _whole(text: str, parts: tuple[Part, ...], depends: bool) -> Reading:
    dated = [part for part in parts if part.edtf]
    if len(dated) > 1:
        return _together(text, parts, dated, depends)
    told = dated or sorted(parts, key=lambda part: UNDATED.index(part.kind))
    if not told:
        return Reading(text, "none", None, None, None, parts)
    return Reading(text, told[0].kind, told[0].edtf, told[0].earliest, told[0].latest, parts)


def _together(text: str, parts: tuple[Part, ...], dated: list[Part], depends: bool) -> Reading:
    """Several dated parts: from the first day any of them may begin to the last day any of them may end.

    A part without an end leaves the whole without one. A "by" part opens the beginning only when it is due before
    everything else begins; where that would leave no end at all, the last deadline is the whole. Where one part
    covers all the others, the whole is read like that part.
    """
    starting = min((part for part in dated if part.earliest), key=lambda part: part.earliest or date.max, default=None)
    ending = max(dated, key=lambda part: part.latest or date.max)
    deadlines = [part for part in dated if part.earliest is None]
    if starting and any((part.latest or date.max) < (starting.earliest or date.min) for part in deadlines):
        starting = None
    earliest = starting.earliest if starting else None
    if earliest is None and ending.latest is None:
        ending = max(deadlines, key=lambda part: part.latest or date.min)
    latest = ending.latest
    covering = next((part for part in dated if (part.earliest, part.latest) == (earliest, latest)), None)
    if covering and not depends:
        return Reading(text, covering.kind, covering.edtf, earliest, latest, parts)
    edtf = f"{start_of(starting.edtf or '') if starting else OPEN}/{end_of(ending.edtf or '')}"
    return Reading(text, "conditional" if depends else "range", edtf, earliest, latest, parts)
