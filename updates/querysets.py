"""Which rounds, which updates."""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from actions.models import LEADING, Measure, Responsibility
from actors import markings, policy
from strategy.models import Programme

NONE = Q(pk__in=[])


class RoundQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "RoundQuerySet":
        """Rounds of the programmes that the user sees."""
        return self.filter(programme__in=Programme.objects.visible_to(user, on))

    def editable_by(self, user: Any, on: date) -> "RoundQuerySet":
        """The office runs rounds."""
        return self.all() if policy.rights(user, on).is_office else self.none()

    def open(self, on: date) -> "RoundQuerySet":
        """Opened by the day and not closed before it; on its closing day a round is still open."""
        return self.filter(Q(closes=None) | Q(closes__gte=on), opens__lte=on, frozen_at=None)

    def opened(self, on: date) -> "RoundQuerySet":
        """Those that have opened by the day, the newest first, with their programmes; `is_part` tells whether a round
        asks chosen measures alone."""
        is_part = Exists(self._chosen().filter(round=OuterRef("pk")))
        return self.filter(opens__lte=on).annotate(is_part=is_part).select_related("programme").newest_first()

    def newest_first(self) -> "RoundQuerySet":
        """Of two that open on one day the one that was made later is newer."""
        return self.order_by("-opens", "-pk")

    def asked(self, on: date) -> QuerySet:
        """The measures that these rounds, one of each programme, ask of on the day: the chosen ones of a round that
        has chosen, else all of its programme."""
        rounds = self.order_by()
        chosen = self._chosen().filter(round__in=rounds)
        measures = Measure.objects.in_force(on).filter(programme__in=rounds.values("programme"))
        is_chosen = Exists(chosen.filter(measure=OuterRef("pk")))
        return measures.filter(is_chosen | ~Exists(chosen.filter(round__programme=OuterRef("programme"))))

    def _chosen(self) -> Any:
        """Rows of round × measure."""
        rounds: Any = self.model
        return rounds.chosen.through.objects

    def asking(self, measure: Any) -> "RoundQuerySet":
        """Those that ask of the measure: it is chosen, or none is."""
        chosen = self._chosen().filter(round=OuterRef("pk"))
        return self.filter(Exists(chosen.filter(measure=measure)) | ~Exists(chosen), programme=measure.programme_id)

    def programme_at_hand(self, user: Any, on: date) -> Programme | None:
        """What pages that belong to no programme lead to: one with an open round before the others. One query."""
        asked = Exists(self.filter(programme=OuterRef("pk")).open(on).order_by())
        programmes = Programme.objects.visible_to(user, on).annotate(is_asked=asked)
        return programmes.order_by("-is_asked", "-adopted", "slug").first()


class UpdateQuerySet(QuerySet):
    def visible_to(self, user: Any, on: date) -> "UpdateQuerySet":
        """Published ones, of which a reader without more rights gets stage, confidence and public text; and every
        one that the user may read whole. See `for_reading`."""
        return self.filter(Q(state="published") | self._whole(policy.rights(user, on), on))

    def readable_whole_by(self, user: Any, on: date) -> "UpdateQuerySet":
        """Submitted and published ones for office and steering group; drafts for the writing body alone.

        A lead's update belongs to every joint lead and unit of the lead; the office writes for measures without one.
        """
        return self.filter(self._whole(policy.rights(user, on), on))

    def of_own_bodies(self, user: Any, on: date) -> "UpdateQuerySet":
        """Those that the bodies of the user's seats have written, drafts included."""
        return self.filter(self._own(policy.rights(user, on), on))

    def answers(self, measure: Any, body: Any, role: str) -> "UpdateQuerySet":
        """One task's answers over all rounds: a lead's whoever of the joint leads wrote it, a part by its body."""
        found = self.filter(measure=measure, role=role)
        return found if role == "lead" else found.filter(body=body)

    def of_body(self, body: Any, on: date) -> "UpdateQuerySet":
        """Those of the body's return: the lead's of every measure that it leads on the day, and its own parts."""
        led = Responsibility.objects.in_force(on).filter(measure=OuterRef("measure"), body=body, role="lead", step=None)
        return self.filter(Q(role="partner", body=body) | Q(Exists(led), role="lead"))

    def begin(self, round: Any, measure: Any, body: Any, role: str) -> Any:
        """The row of an answer, made as version 0 when nobody has saved yet; to be written in the same transaction."""
        first = {"measure": measure, "body": body, "role": role, "version": 0}
        return self.answers(measure, body, role).get_or_create(round=round, defaults=first)[0]

    def for_reading(self, user: Any, on: date) -> "UpdateQuerySet":
        """What a page of a measure tells the user, newest round first: `update.is_whole` says whether the inner texts
        (reason, done, next, obstacles, decision needed) may be shown; else stage, confidence and public text only."""
        whole = Case(When(self._whole(policy.rights(user, on), on), then=Value(True)), default=Value(False))
        seen = self.annotate(is_whole=whole).filter(Q(state="published") | Q(is_whole=True))
        return seen.select_related("round", "body", "measure").in_order()

    def editable_by(self, user: Any, on: date) -> "UpdateQuerySet":
        """Those of bodies where the user coordinates and that still hold a role in the measure."""
        rights = policy.rights(user, on)
        held = Responsibility.objects.in_force(on).filter(measure=OuterRef("measure"), body=OuterRef("body"))
        parts = Q(Exists(held), role="partner", body__in=rights.coordinates)
        return self.filter(parts | self._leading(rights.coordinates, on) | self._leadless(rights.office_bodies, on))

    def told_to(self, audience: str, on: date) -> "UpdateQuerySet":
        """Those that the audience had been told by the end of the day: the inside once submitted, the public once
        published. Each is asked in the state that it has now."""
        if audience == "inside":
            return self.filter(state__in=("submitted", "published"), submitted_at__date__lte=on)
        return self.filter(state="published", published_at__date__lte=on)

    def shown(self) -> "UpdateQuerySet":
        """With `shown`, the state as Update.shown_state tells it; an empty draft is a draft here."""
        return self.annotate(
            shown=Case(
                When(state="published", then=Value("published")),
                When(state="submitted", accepted_at__isnull=False, then=Value("accepted")),
                When(state="submitted", then=Value("submitted")),
                When(returned_at__isnull=False, ready_at=None, then=Value("returned")),
                When(ready_at__isnull=False, then=Value("ready")),
                default=Value("draft"),
            )
        )

    def to_translate(self) -> "UpdateQuerySet":
        """Lead's answers that the office has, whose public text lacks Swedish without a waiver, or has a language that
        has not followed its source; newest round first."""
        has_text = ~Q(public_fi="") | ~Q(public_en="")
        return self._translatable(~Q(behind="") | (has_text & Q(public_sv="", is_swedish_waived=False)))

    def to_translate_into(self, code: str) -> "UpdateQuerySet":
        """Those of the office's whose public text in the language is missing (Swedish: without a waiver) or has not
        followed its source (following.source)."""
        sources = {each: Q(language=each) & ~Q(**{f"public_{each}": ""}) for each in ("sv", "en")}
        sources["fi"] = ~Q(public_fi="")
        has_source = reduce(or_, (found for each, found in sources.items() if each != code))
        is_missing = Q(**{f"public_{code}": ""}) & (Q(is_swedish_waived=False) if code == "sv" else Q())
        return self._translatable(has_source & (is_missing | Q(behind__contains=code)))

    def _translatable(self, waiting: Q) -> "UpdateQuerySet":
        given = self.filter(waiting, role="lead", state__in=("submitted", "published"), round__frozen_at=None)
        return given.order_by("-round__opens", "measure__sort_key", "pk")

    def given_to_lead(self) -> "UpdateQuerySet":
        """Partners' parts that the lead may read: marked ready, or gone to the office."""
        return self.filter(Q(state__in=("submitted", "published")) | Q(ready_at__isnull=False), role="partner")

    def in_order(self) -> "UpdateQuerySet":
        """Newest round first (RoundQuerySet.newest_first), the lead's before the partners'."""
        return self.order_by("-round__opens", "-round_id", "role", "body__sort_key", "pk")

    def _whole(self, rights: policy.Rights, on: date) -> Q:
        given = Q(state__in=("submitted", "published")) if rights.reads_submitted else NONE
        return given | self._own(rights, on)

    def _own(self, rights: policy.Rights, on: date) -> Q:
        # A draft of the lead belongs to who leads today; what was given in a body's name stays readable to it.
        kept = ~Q(state="draft") | Q(role="partner")
        own = Q(body__in=rights.own_bodies) & kept if rights.own_bodies else NONE
        return own | self._leading(rights.own_bodies, on) | self._leadless(rights.office_bodies, on)

    def _leading(self, bodies: frozenset[int], on: date) -> Q:
        shared = Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("measure"), body__in=bodies)
        return Q(Exists(shared), role="lead") if bodies else NONE

    def _leadless(self, bodies: frozenset[int], on: date) -> Q:
        leads = Responsibility.objects.in_force(on).filter(LEADING, measure=OuterRef("measure"))
        return Q(~Exists(leads), role="lead", body__in=bodies) if bodies else NONE


class ReturnQuerySet(QuerySet):
    def of_bodies(self, bodies: Any) -> "ReturnQuerySet":
        """Those of the bodies, with their round."""
        return self.filter(body__in=bodies).select_related("round")

    def hold(self, round: Any, bodies: list[Any]) -> list[Any]:
        """The returns of the bodies in the round, made where they are not there, kept from others until the end of the
        transaction."""
        for body in bodies:
            self.get_or_create(round=round, body=body)
        held: list[Any] = list(self.filter(round=round, body__in=bodies).select_for_update(of=("self",)).order_by("pk"))
        for each in held:
            each.round = round
        return held


class LogQuerySet(QuerySet):
    def for_list(self) -> "LogQuerySet":
        """With what a list of several bodies' books tells, and nothing else of the body, the person and the measure."""
        told = ("at", "kind", "words", "day", "marking", "measure__code", "by__name", "by__email")
        names = ("abbreviation", "name_fi", "name_sv", "name_en")
        together = self.select_related("of__body", "by", "measure")
        return together.only(*told, *(f"of__body__{name}" for name in names))

    def allowed_markings(self) -> list[Any]:
        """The entries that allow a secrecy marking and have not been taken back: the newest of each return, measure and
        marking."""
        entries: Any = self.filter(kind__in=("marking", "no_marking")).select_related("measure").order_by("at", "pk")
        newest = {(each.of_id, each.measure_id, markings.folded(each.marking)): each for each in entries}
        return [each for each in newest.values() if each.kind == "marking"]


class PromiseQuerySet(QuerySet):
    def standing(self, answers: QuerySet, before: date) -> "PromiseQuerySet":
        """The promises of a task's answers (UpdateQuerySet.answers) of rounds that opened before the day, as far as
        no submitted answer of those rounds tells that they were kept or dropped. `newest_day` is the day they were
        last moved to, `times_moved` how often."""
        told = Q(update__state__in=("submitted", "published"), update__round__opens__lt=before)
        telling: Any = self.model._meta.get_field("tellings").related_model
        tellings = telling.objects.filter(told, promise=OuterRef("pk"))
        moved = tellings.filter(fate="moved").order_by("-update__round__opens", "-pk")
        made = answers.filter(state__in=("submitted", "published"), round__opens__lt=before)
        return (
            self.filter(update__in=made)
            .exclude(Exists(tellings.exclude(fate="moved")))
            .annotate(
                newest_day=Coalesce(Subquery(moved.values("day")[:1]), F("day")),
                times_moved=Count(
                    "tellings",
                    filter=Q(
                        tellings__fate="moved",
                        tellings__update__state__in=("submitted", "published"),
                        tellings__update__round__opens__lt=before,
                    ),
                ),
            )
            .select_related("body", "update__round")
            .order_by("newest_day", "pk")
        )


class QuestionQuerySet(QuerySet):
    def asked_of(self, role: str) -> "QuestionQuerySet":
        """Leads are asked every question, partners those that are for them too."""
        return (self if role == "lead" else self.filter(asks_partners=True)).order_by("n")


class MailQuerySet(QuerySet):
    BY_ITSELF = ("reminder", "escalation")

    def of_round(self, round: Any) -> "MailQuerySet":
        """Those that tell something of the round: a digest may tell of several."""
        return self.filter(Q(round=round) | Q(self._with_item(round=round)))

    def about(self, **facts: Any) -> "MailQuerySet":
        """Those with an item of these facts: a body, a measure."""
        return self.filter(self._with_item(**facts))

    def _with_item(self, **facts: Any) -> Exists:
        mails: Any = self.model
        return Exists(mails.items.rel.related_model.objects.filter(mail=OuterRef("pk"), **facts))

    def to_try(self, at: datetime, is_quiet: bool = False) -> "MailQuerySet":
        """Those that may be sent at the moment, the oldest first: they wait and no later try is set, or whoever began
        to send them has not come back by the time that was given. On a quiet day nothing that goes out by itself."""
        waiting = Q(state="waiting") & (Q(next_try_at=None) | Q(next_try_at__lte=at))
        found = self.filter(waiting | Q(state="sending", next_try_at__lte=at)).order_by("made_at", "pk")
        return found.exclude(kind__in=self.BY_ITSELF) if is_quiet else found
