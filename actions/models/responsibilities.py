"""Who answers for what: a body in a role in a measure or one of its steps."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.fields import LineField
from actors.models import Body
from actors.querysets import DatedQuerySet

from .measures import Measure, Sourced, Step


class ResponsibilityRole(models.TextChoices):
    LEAD = "lead", _("Lead")
    UNIT = "unit", _("Unit of the lead")
    PARTNER = "partner", _("Partner")


# Who answers for a whole measure: its leads and their units. `is_leading` says it of one row.
LEADING_ROLES = frozenset({ResponsibilityRole.LEAD, ResponsibilityRole.UNIT})
LEADING = Q(role__in=LEADING_ROLES, step=None)


class Responsibility(Sourced):
    """A body's role in a measure, or in one step of it, for a time."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="responsibilities", verbose_name=_("measure"))
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="responsibilities", verbose_name=_("step")
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="responsibilities", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=7, choices=ResponsibilityRole)
    under = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("under the lead")
    )
    n = models.PositiveSmallIntegerField(_("order"), default=1)
    qualifier = LineField(_("qualifier as printed"), max_length=250, blank=True)
    as_printed = LineField(_("as printed"), max_length=250, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["measure", "n", "id"]
        constraints = [
            # An empty column counts as nothing else does: both databases keep this, unlike NULLS NOT DISTINCT.
            models.UniqueConstraint(
                "measure",
                Coalesce("step", 0),
                "body",
                "role",
                Coalesce("under", 0),
                condition=Q(until=None),
                name="one_open_responsibility_per_body_and_role",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="responsibility_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["body", "role", "measure"], name="responsibility_by_body_role")]

    def __str__(self) -> str:
        return f"{self.measure.code} {self.get_role_display()}: {self.body}"

    @property
    def is_lead(self) -> bool:
        """Whether it leads the whole measure itself, not as a unit."""
        return self.step_id is None and self.role == ResponsibilityRole.LEAD

    @property
    def is_leading(self) -> bool:
        """Whether the body answers for the whole measure: see LEADING."""
        return self.step_id is None and self.role in LEADING_ROLES
