"""Which rounds, which updates."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Responsibility
from actors import policy


class RoundQuerySet(QuerySet):
    def open(self, on: date) -> "RoundQuerySet":
        """Opened by the day and not closed before it; on its closing day a round is still open."""
        return self.filter(Q(closes=None) | Q(closes__gte=on), opens__lte=on)


class UpdateQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "UpdateQuerySet":
        """Published ones; submitted ones for office and steering group; drafts for the writing body alone."""
        rights = policy.rights(user, on)
        seen = Q(state="published")
        if rights.reads_submitted:
            seen |= Q(state="submitted")
        if rights.own_bodies:
            seen |= self._of_bodies(rights.own_bodies, on)
        return self.filter(seen)

    def editable_by(self, user: Any, on: date) -> "UpdateQuerySet":
        """Those of bodies where the user coordinates; a lead's update by any joint lead or unit of the lead."""
        rights = policy.rights(user, on)
        return self.filter(self._of_bodies(rights.coordinates, on)) if rights.coordinates else self.none()

    def publishable_by(self, user: Any, on: date) -> "UpdateQuerySet":
        """The office publishes what is submitted, and may take back what is published."""
        rights = policy.rights(user, on)
        return self.filter(state__in=("submitted", "published")) if rights.is_office else self.none()

    def _of_bodies(self, bodies: frozenset[int], on: date) -> Q:
        shared = Responsibility.objects.in_force(on).filter(
            measure=OuterRef("measure"), body__in=bodies, role__in=("lead", "unit")
        )
        return Q(body__in=bodies) | (Q(role="lead") & Exists(shared))

    def in_order(self) -> "UpdateQuerySet":
        """Newest round first, the lead's before the partners'."""
        return self.order_by("-round__opens", "role", "body__sort_key", "pk")
