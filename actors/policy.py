"""Who may: the one place that turns seats into rights.

| who | reads | writes |
|---|---|---|
| visitor | what is published | nothing |
| coordinator | the same, and all of the own body's | updates of measures where the body has a role |
| approver, deputy | as the coordinator | approves the body's whole return, or sends it back to its writers |
| steering member | what is submitted | nothing |
| office | what is submitted | rounds, accepting, publishing, markings, imports, readings; answers where nobody leads |
| administrator | as the visitor | bodies, people and seats |
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Rights:
    """What a person's seats of one day allow; bodies are given by id, `seats` are (role, body as lists show it)."""

    is_office: bool = False
    is_steering: bool = False
    is_administrator: bool = False
    coordinates: frozenset[int] = frozenset()
    approves: frozenset[int] = frozenset()
    office_bodies: frozenset[int] = frozenset()
    seats: tuple[tuple[str, str], ...] = ()

    @property
    def reads_submitted(self) -> bool:
        """Whether what bodies have submitted is seen before it is published."""
        return self.is_office or self.is_steering

    @property
    def audience(self) -> str:
        """In whose eyes a measure stands for this person: see actions.models.Standing."""
        return "inside" if self.reads_submitted else "public"

    @property
    def own_bodies(self) -> frozenset[int]:
        """The bodies whose drafts this person sees."""
        return self.coordinates | self.approves


NOBODY = Rights()


def rights(user: Any, on: date) -> Rights:
    """The rights of a user on a day: one query the first time, remembered on the user for the request."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    remembered: dict[date, Rights] = user.__dict__.setdefault("rights_by_day", {})
    if on not in remembered:
        seats = list(user.seats.in_force(on).select_related("body"))
        roles = {seat.role for seat in seats}
        remembered[on] = Rights(
            is_office="office" in roles,
            is_steering="steering" in roles,
            is_administrator="administrator" in roles or user.is_superuser,
            coordinates=frozenset(seat.body_id for seat in seats if seat.role == "coordinator"),
            approves=frozenset(seat.body_id for seat in seats if seat.role in {"approver", "deputy"}),
            office_bodies=frozenset(seat.body_id for seat in seats if seat.role == "office"),
            seats=tuple((seat.role, str(seat.body)) for seat in seats),
        )
    return remembered[on]


def require(allowed: bool) -> None:
    """For pages of one role: who lacks it is told so (403). Another body's object is 404 by its queryset instead."""
    if not allowed:
        raise PermissionDenied
