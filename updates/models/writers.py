"""Who has the form of an answer open right now."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actions.models import Measure
from actors.models import Body
from updates.models.rounds import Round
from updates.models.states import UpdateRole

HERE = timedelta(seconds=90)  # three beats of the page (templates/updates/update_form.html)


class WriterQuerySet(QuerySet):
    def arrive(self, place: dict[str, Any], person: Any, now: datetime) -> None:
        """Keep that the person has the form at the place (round, measure, body, role) open, and let those go who have
        left theirs. Three queries."""
        self.let_go(now)
        self.update_or_create(**place, person=person, defaults={"seen_at": now})

    def let_go(self, now: datetime) -> None:
        """Take away whoever has left. One query."""
        self.filter(seen_at__lt=now - HERE).delete()

    def beside(self, person: Any, place: dict[str, Any], now: datetime) -> "WriterQuerySet":
        """Others who have the same answer open: joint leads share one, a partner's part is its body's own."""
        shared = {key: value for key, value in place.items() if key != "body" or place["role"] == UpdateRole.PARTNER}
        here = self.filter(**shared, seen_at__gte=now - HERE).exclude(person=person)
        return here.select_related("person", "body").order_by("person__name", "pk")


class Writer(models.Model):
    """One person with one form open: no part of the record, taken away when the next person comes or `remind` runs."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+", verbose_name=_("round"))
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+", verbose_name=_("measure"))
    body = models.ForeignKey(Body, models.CASCADE, related_name="+", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=7, choices=UpdateRole)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("person writing")
        verbose_name_plural = _("persons writing")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "measure", "body", "role", "person"], name="a_writer_is_at_a_form_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.measure}"
