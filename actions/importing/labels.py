"""Leading labels ("1. ", "2)", "a) ") and how they tie schedule items to steps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# "1. ", "2) ", "(3) ", "a) ", and the misprints "1. . " and "2. 2. ".
LABEL = re.compile(
    r"\s*(?P<open>\()?(?P<label>\d{1,2}|[a-zåäö])(?P<close>[.)])\s+(?:(?:(?P=label)[.)]|\.)\s+)*(?P<rest>\S.*)",
    re.DOTALL,
)
# Letters after this one are rather abbreviations: "n.", "s.", "v.".
LAST_LETTER = "k"


@dataclass(frozen=True)
class Labelled:
    """A text without its leading label; `printed` is the label as printed, with its marks, misprints included."""

    label: str | None
    text: str
    printed: str = ""


@dataclass(frozen=True)
class Tie:
    """The step, counted from 1, that a schedule item belongs to (None: not told), and what says so."""

    step: int | None
    reason: Literal["label", "order", "under", "single", "pair", "unknown", "other", "none"]


def split_label(text: str) -> Labelled:
    """Take the leading label off. "14.3. …", "1. vaihe" and "v. 2020" begin with no label."""
    match = LABEL.fullmatch(text)
    if not match or not _is_label(match):
        return Labelled(None, text)
    return Labelled(match["label"], match["rest"], text[: match.start("rest")].strip())


def _is_label(match: re.Match[str]) -> bool:
    label, rest = match["label"], match["rest"]
    if match["close"] == ")" or match["open"]:
        return match["close"] == ")"
    if label.isalpha():
        return label <= LAST_LETTER and rest[0].isupper()
    # An ordinal ("1. vaihe") goes on in lower case, a date written apart ("1. 3. 2018") in figures and a stop.
    return not rest[0].islower() and not re.match(r"\d{1,2}\.", rest)


def tie(steps: Sequence[str | None], items: Sequence[str | None]) -> list[Tie]:
    """Tie the schedule items of one measure to its steps, both given by their labels in printed order.

    A label ties an item to the step of that label; an item without a label stays under the label before it.
    Where the steps are lettered and the items numbered, 1 means the first letter. A single step takes every
    item that no label takes elsewhere. All else stays untied.
    """
    if len(steps) == 1:
        return [_to_single(steps[0], label) for label in items]
    ties: list[Tie] = []
    current: int | None = None
    for label in items:
        if label is None:
            ties.append(Tie(current, "under" if current else "none"))
            continue
        found = _by_label(steps, label)
        current = found.step
        ties.append(found)
    return ties


def _to_single(step: str | None, item: str | None) -> Tie:
    if item and item == step:
        return Tie(1, "label")
    return Tie(1, "single") if None in (step, item) else Tie(None, "unknown")


def _by_label(steps: Sequence[str | None], label: str) -> Tie:
    places = [n for n, step in enumerate(steps, 1) if step == label]
    if len(places) == 1:
        return Tie(places[0], "label")
    lettered = [n for n, step in enumerate(steps, 1) if step]
    if not places and label.isdigit() and not any((steps[n - 1] or "").isdigit() for n in lettered):
        ordinal = int(label)
        if 1 <= ordinal <= len(lettered):
            return Tie(lettered[ordinal - 1], "order")
    return Tie(None, "unknown")
