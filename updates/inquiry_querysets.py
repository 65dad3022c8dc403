"""Which urgent questions, and which answers to them."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from actors import policy
from strategy.models import Programme


class InquiryQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "InquiryQuerySet":
        """Of the programmes that the user sees: every one for office and steering group, a body's own for the rest."""
        rights = policy.rights(user, on)
        seen = self.filter(programme__in=Programme.objects.visible_to(user, on))
        return seen if rights.reads_submitted else seen.asking(rights.own_bodies)

    def editable_by(self, user: Any, on: date) -> "InquiryQuerySet":
        """The office asks, closes and opens again."""
        return self.all() if policy.rights(user, on).is_office else self.none()

    def asking(self, bodies: Any) -> "InquiryQuerySet":
        """Those that ask one of the bodies."""
        answers: Any = self.model._meta.get_field("answers").related_model
        return self.filter(Exists(answers.objects.filter(inquiry=OuterRef("pk"), body__in=bodies)))

    def open(self) -> "InquiryQuerySet":
        """Those that take answers: a due day that has passed closes nothing."""
        return self.filter(closed_at=None)

    def with_counts(self) -> "InquiryQuerySet":
        """`asked` bodies, and how many of them have `answered` everything they were asked."""
        waiting = Count("answers__body", distinct=True, filter=~Q(answers__state="given"))
        asked = Count("answers__body", distinct=True)
        return self.annotate(asked=asked, waiting=waiting).annotate(answered=F("asked") - F("waiting"))

    def in_order(self) -> "InquiryQuerySet":
        """Open ones by their due day, then closed ones, the newest first."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "due", "pk")


class InquiryAnswerQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "InquiryAnswerQuerySet":
        """The own bodies', drafts included; what is given for office and steering group. Of visible programmes."""
        rights = policy.rights(user, on)
        given = Q(state="given") if rights.reads_submitted else Q(pk__in=[])
        seen = self.filter(inquiry__programme__in=Programme.objects.visible_to(user, on))
        return seen.filter(given | Q(body__in=rights.own_bodies))

    def of_own_bodies(self, user: Any, on: date) -> "InquiryAnswerQuerySet":
        """Those that the bodies of the user's seats give, as coordinator or as approver."""
        return self.filter(body__in=policy.rights(user, on).own_bodies)

    def editable_by(self, user: Any, on: date) -> "InquiryAnswerQuerySet":
        """Coordinators write for their bodies."""
        return self.filter(body__in=policy.rights(user, on).coordinates)

    def givable_by(self, user: Any, on: date) -> "InquiryAnswerQuerySet":
        """Coordinators give, and where the question needs sign-off approvers and their deputies do."""
        rights = policy.rights(user, on)
        signed = Q(inquiry__needs_approval=True, body__in=rights.approves)
        return self.filter(signed | Q(inquiry__needs_approval=False, body__in=rights.coordinates))

    def about(self, measure: Any) -> "InquiryAnswerQuerySet":
        """Those to the measure, and those that a body without a role in it gave to a question about it."""
        inquiry: Any = self.model._meta.get_field("inquiry").related_model
        whole = inquiry.measures.through.objects.filter(inquiry=OuterRef("inquiry"), measure=measure)
        return self.filter(Q(measure=measure) | Q(Exists(whole), measure=None))

    def before(self, inquiry: Any) -> "InquiryAnswerQuerySet":
        """What was given to questions that were asked before."""
        return self.filter(state="given", inquiry__asked_at__lt=inquiry.asked_at)

    def with_all(self) -> "InquiryAnswerQuerySet":
        """With body, measure, who gave it and the name of its file, whose bytes stay where they are. In their order."""
        found = self.select_related("body", "measure", "given_by", "saved_by", "ready_by", "file")
        return found.defer("file__content").in_order()

    def in_order(self) -> "InquiryAnswerQuerySet":
        """By body, then by number of the measure."""
        return self.order_by("body__sort_key", "body", "measure__sort_key", "pk")
