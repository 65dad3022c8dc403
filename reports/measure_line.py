"""How a report's row names a measure: number, label, address and its one mark."""

from dataclasses import dataclass

from actions.models import Measure
from actions.status import Mark, Sign, sign
from actors.languages import Phrase
from reports.reader import Addresses


@dataclass(frozen=True)
class MeasureLine:
    """What a row says of its measure; `sign` is empty where the measure was fetched without its standing."""

    code: str
    label: Phrase
    url: str
    sign: Sign | None


def line(measure: Measure, to: Addresses) -> MeasureLine:
    """The line of a measure that was fetched `with_standing`, or without it."""
    mark = getattr(measure, "mark", None)
    return MeasureLine(measure.code, measure.label, to.measure(measure.code), sign(Mark, mark) if mark else None)
