"""References that a text makes to other measures and areas of the same programme."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from actors import wording

NUMBER = r"\d{1,3}(?:\.\d{1,3})*(?:[a-h](?!\w))?(?!\w|[.:/]\d)"
BETWEEN = r"\s*(?:,|[–-]|\bja\b|\bsekä\b|\btai\b|\boch\b|\bsamt\b|\beller\b|\band\b|\bor\b)\s*"
NUMBERS = rf"(?P<numbers>{NUMBER}(?:{BETWEEN}{NUMBER})*)"
AREA = re.compile(
    r"(?<!\w)(?:toimenpidekokonaisuu\w+|(?:åtgärds)?helhet\w*|åtgärdsområde\w*"
    rf"|(?:measure )?sets?(?: of measures)?|areas?)\s+{NUMBERS}",
    re.IGNORECASE,
)
MEASURE = re.compile(
    rf"(?<!\w)(?:toimenpi(?!dekokonaisuu|deohjelma)\w+|kohda\w*|kohta\w*|kohti\w*|åtgärd(?:en|er|erna)?|punkt(?:en|er|erna)?"
    rf"|measures?|actions?|items?)\s+{NUMBERS}",
    re.IGNORECASE,
)


class Targets:
    """What a reference can mean: the numbers of the measures (with their parts) and of the areas."""

    def __init__(self, measures: Collection[tuple[str, str | None]], areas: Collection[str]) -> None:
        self.measures: dict[str, list[str]] = defaultdict(list)
        for number, part in sorted(measures, key=lambda measure: wording.number_key(measure[0], measure[1] or "")):
            for reference in {number, number + (part or "")}:
                self.measures[reference].append(number + (part or ""))
        self.areas = {number: [number] for number in sorted(areas, key=wording.number_key)}


def links_of(text: str, own: str, targets: Targets) -> tuple[list[dict[str, Any]], list[str]]:
    """The links that the text states, in its order, and the references that have no target, as printed.

    `own` is the measure's own number and part ("4.3a"): a measure has no link to itself. A number of which only
    parts exist means all of them. A whole number that is no measure or area ("actions 2018") is no reference.
    """
    links: list[dict[str, Any]] = []
    lost: list[str] = []
    for match, is_area in sorted(_references(text), key=lambda found: found[0].start()):
        known = targets.areas if is_area else targets.measures
        for number in _numbers(match["numbers"], list(known)):
            if number not in known and "." in number:
                lost.append(wording.one_line(match.group()))
            links += [_link(code, is_area) for code in known.get(number, ()) if is_area or code != own]
    return links, lost


def _references(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    yield from ((match, True) for match in AREA.finditer(text))
    yield from ((match, False) for match in MEASURE.finditer(text))


def _numbers(printed: str, known: list[str]) -> list[str]:
    """The numbers of a list; a range ("3.1–3.3") stands for the known numbers from its first to its last."""
    found = re.findall(NUMBER, printed)
    ends = re.fullmatch(rf"({NUMBER})\s*[–-]\s*({NUMBER})", printed)
    if not ends or ends[1] not in known or ends[2] not in known:
        return found
    first, last = wording.number_key(ends[1]), wording.number_key(ends[2])
    return [number for number in known if first <= wording.number_key(number) <= last] or found


def _link(number: str, is_area: bool) -> dict[str, Any]:
    if is_area:
        return {"measure": None, "area": number, "kind": "leans_on", "basis": "stated"}
    return {"measure": number, "kind": "leans_on", "basis": "stated"}
