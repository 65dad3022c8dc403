"""The columns of the list of measures, declared once: for the page, for the sheet and for its order.

The page and the sheet draw their cells from the light rows of actions.listing; what stands here is which columns there
are, what they are called, where they are shown and how the list is put in order by them.
"""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import Combinable, OrderBy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actions.querysets import MeasureQuerySet
from actions.status import Confidence, Mark, Stage
from actors.languages import CODES


def rank(field: str, order: Sequence[str]) -> Case:
    """The place of a status word in its vocabulary: people think in it, not in the alphabet of codes."""
    whens = [When(**{field: word}, then=Value(place)) for place, word in enumerate(order)]
    return Case(*whens, default=None, output_field=IntegerField())


# The one mark as it is put in order: what needs looking at first, what has ended last.
WORST_FIRST = [
    Mark.BLOCKED, Mark.DELAYED, Mark.AT_RISK, Mark.NOT_REPORTED, Mark.NOT_STARTED, Mark.ON_PLAN, Mark.CONTINUOUS,
    Mark.PARTLY_IMPLEMENTED, Mark.IMPLEMENTED, Mark.ENDED,
]  # fmt: skip


class Fact(tables.Column):
    """One fact of a measure, shown on the page, on the sheet (`width` letters wide, 0 for not there) or on both.

    `short` is its heading on the page where that differs. `by` puts the list in order: empty values last both ways,
    equals by number. `sorts` names the columns by which the list may be put in order from this heading of the page:
    its own by default.
    """

    def __init__(
        self,
        heading: Any,
        by: Combinable | None = None,
        *,
        width: int = 0,
        on_page: bool = True,
        short: Any = None,
        sorts: tuple[str, ...] = (),
        css: str = "",
    ) -> None:
        shown = {"visible": on_page, "exclude_from_export": not width}
        super().__init__(verbose_name=heading, orderable=by is not None, **shown)
        self.by, self.width, self.sorts, self.css = by, width, sorts, css
        self.short = short or heading

    def expression(self) -> Combinable:
        """What the column is put in order by."""
        assert self.by is not None
        return self.by

    def order(self, queryset: MeasureQuerySet, is_descending: bool) -> tuple[MeasureQuerySet, bool]:
        by: Any = self.expression()
        first = OrderBy(by, descending=is_descending, nulls_last=True)
        return queryset.order_by(first, "sort_key", "pk"), True


class ByNumber(Fact):
    """The number, by its parts: 2.9 before 2.10."""

    def order(self, queryset: MeasureQuerySet, is_descending: bool) -> tuple[MeasureQuerySet, bool]:
        return queryset.order_by(*(["-sort_key", "-pk"] if is_descending else ["sort_key", "pk"])), True


class ByTitle(Fact):
    """The label in the reader's language, by the Finnish alphabet."""

    def expression(self) -> Combinable:
        language = (get_language() or "")[:2]
        return F(f"title_key_{language if language in CODES else CODES[0]}")


class MeasureTable(tables.Table):
    """Columns in the order of the sheet; those that the page shows stand in the same order there."""

    number = ByNumber(_("No."), F("sort_key"), width=7, css="w-nr")
    title = ByTitle(_("Measure"), F("title_key_fi"), width=60, css="w-26")
    area = Fact(_("Area"), width=30, on_page=False)
    lead = Fact(_("Lead"), F("first_lead"), width=16)
    units = Fact(_("Units of the lead"), width=16, on_page=False)
    partners = Fact(_("Partners"), width=30)
    status = Fact(_("Status"), rank("mark", WORST_FIRST), width=20, sorts=("status", "stage"))
    stage = Fact(_("Stage"), rank("stage", Stage.values), width=18, on_page=False)
    confidence = Fact(_("Confidence"), rank("confidence", Confidence.values), width=18, on_page=False)
    schedule = Fact(_("Schedule as written"), width=40, short=_("Schedule"), sorts=("due",))
    reading = Fact(_("Read as"), width=30, on_page=False)
    due = Fact(_("Next deadline"), F("due"), width=13, on_page=False)
    late = Fact(_("Why late"), width=40, on_page=False)
    reported = Fact(_("Last reported"), F("reported_on"), width=13, short=_("Reported"))
    freshness = Fact(_("Reporting"), width=20, on_page=False)
    rounds = Fact(pgettext_lazy("column", "Rounds"))
    address = Fact(_("Address"), width=40, on_page=False)


# What `sort` in an address may be: a column that has an order, with "-" for the other way round.
ORDERS = [
    (sign + name, column.verbose_name)
    for name, column in MeasureTable.base_columns.items()
    if column.orderable
    for sign in ("", "-")
]
