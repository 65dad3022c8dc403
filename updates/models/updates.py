"""Updates: what a body says of one measure in a round."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Measure, Responsibility, ScheduleItem
from actions.status import Audience, Confidence, Sign, Stage, sign
from actors.languages import CODES, InLanguages
from actors.models import Body
from updates import completeness
from updates.models import following
from updates.models.columns import deed, typed_text
from updates.models.lines import Lines, in_words, lines_of, set_lines
from updates.models.promises import Promise
from updates.models.rounds import Round
from updates.models.states import Cause, NotNow, StaleText, UpdateRole, UpdateState
from updates.models.telling import tell
from updates.querysets import UpdateQuerySet


class Update(models.Model):
    """What a body says of one measure in one round; joint leads and units of the lead share one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="updates", verbose_name=_("round"))
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="updates", verbose_name=_("measure"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="updates", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=7, choices=UpdateRole)
    state = models.CharField(
        pgettext_lazy("update", "state"), max_length=9, choices=UpdateState, default=UpdateState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    stage = models.CharField(_("stage"), max_length=18, choices=Stage, blank=True)
    confidence = models.CharField(_("confidence in the schedule"), max_length=7, choices=Confidence, blank=True)
    reason = typed_text(_("reason"), _("Why you judge so. Needed unless the measure is on plan."))
    done = typed_text(_("what has been done"), _("Results, not meetings."))
    next = typed_text(_("what comes next"), _("What will be ready, by whom and by which day."))
    obstacles = typed_text(_("obstacles"), _("What stands in the way, and what would remove it."))
    cause = models.CharField(_("cause of the obstacle"), max_length=14, choices=Cause, blank=True)
    decision_needed = typed_text(_("decision needed"), _("What the steering group should decide, and by when."))
    language = models.CharField(
        _("language of these texts"), max_length=2, choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
    )
    public_fi = typed_text(_("public text in Finnish"), _("Everyone sees this once it is published."))
    public_sv = typed_text(_("public text in Swedish"))
    public_en = typed_text(_("public text in English"))
    is_swedish_waived = models.BooleanField(_("published without a Swedish text"), default=False, editable=False)
    saved_at = models.DateTimeField(_("saved"), null=True, editable=False)
    saved_by = deed(_("saved by"))
    saved_from = models.CharField(max_length=32, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    submitted_by = deed(_("submitted by"))
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = deed(_("published by"))

    is_unchanged = models.BooleanField(_("nothing has changed"), default=False)
    ready_at = models.DateTimeField(_("ready"), null=True, editable=False)
    ready_by = deed(_("marked ready by"))
    returned_at = models.DateTimeField(_("returned"), null=True, editable=False)
    returned_by = deed(_("returned by"))
    comment = models.TextField(_("comment"), blank=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = deed(_("accepted by"))
    dissent = typed_text(_("dissenting opinion"))
    made_from = models.JSONField(default=dict, editable=False)
    behind = models.CharField(_("languages behind"), max_length=8, blank=True, editable=False)

    public = InLanguages("public")
    is_whole: bool  # whether the reader may read the inner texts: told by UpdateQuerySet.for_reading
    objects = UpdateQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["saved_from", "made_from", "behind"])

    # What people type: the only columns that `write` sets; those of them that a partner fills; those that are public.
    WORDS = (
        "stage", "confidence", "reason", "done", "next", "obstacles", "cause", "decision_needed", "language",
        "public_fi", "public_sv", "public_en", "is_unchanged",
    )  # fmt: skip
    PARTNER_WORDS = ("done", "next", "obstacles", "cause", "language", "is_unchanged")
    PUBLIC_WORDS = ("public_fi", "public_sv", "public_en")

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-round__opens", "measure__sort_key", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "measure"], condition=Q(role="lead"), name="one_lead_update_per_measure_and_round"
            ),
            models.UniqueConstraint(
                fields=["round", "measure", "body"],
                condition=Q(role="partner"),
                name="one_part_per_body_measure_and_round",
            ),
            models.CheckConstraint(
                condition=~Q(role="partner") | Q(stage="", confidence=""), name="partners_tell_no_stage"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="submitted_updates_tell_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_updates_tell_when"
            ),
        ]
        indexes = [models.Index(fields=["measure", "state"], name="update_by_measure_state")]

    def __str__(self) -> str:
        return f"{self.measure.code}, {self.body}, {self.round}"

    def get_absolute_url(self) -> str:
        where = [self.measure.programme.slug, self.measure.code, self.body.slug, self.round.slug]
        return reverse("updates:update_page", args=where)

    @property
    def stage_sign(self) -> Sign:
        """The stage as pages show it."""
        return sign(Stage, self.stage)

    @property
    def confidence_sign(self) -> Sign:
        """The confidence as pages show it."""
        return sign(Confidence, self.confidence)

    @property
    def inner_texts(self) -> list[dict[str, Any]]:
        """The texts that are not public and not empty: label, words, `lang` where it is not the page's; the obstacles'
        `note` tells their cause."""
        fields = [name for name in completeness.TEXTS if name not in self.PUBLIC_WORDS]
        lang = self.language if self.language != get_language() else ""
        notes = {"obstacles": self.get_cause_display()} if self.cause else {}
        return [self._text(name, lang, notes.get(name, "")) for name in fields if getattr(self, name) or name in notes]

    @property
    def public_texts(self) -> list[dict[str, Any]]:
        """The public text in every language that has it, for those who read the answer whole."""
        languages = [code for code in CODES if getattr(self, f"public_{code}")]
        return [self._text(f"public_{code}", code if code != get_language() else "") for code in languages]

    def _text(self, name: str, lang: str, note: Any = "") -> dict[str, Any]:
        return {
            "label": capfirst(str(self.column(name).verbose_name)),
            "words": getattr(self, name),
            "lang": lang,
            "note": note,
        }

    @property
    def public_lang(self) -> str:
        """The public text's language where it is not the page's, else ""."""
        return self.public.language if self.public.language != get_language() else ""

    @property
    def public_behind(self) -> date | None:
        """Since when the public text that the reader is shown has not followed its source; None when it has."""
        return following.since(self, self.public.language)

    @classmethod
    def column(cls, name: str) -> models.Field:
        """A column by its name."""
        field = cls._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field

    def words(self) -> dict[str, Any]:
        """What people have typed, by field."""
        return {field: getattr(self, field) for field in self.WORDS}

    def is_empty(self) -> bool:
        """Whether nothing but a language has been typed: an empty draft is no answer."""
        return not any(text for field, text in self.words().items() if field != "language")

    def is_late(self) -> bool:
        """Whether it was submitted after the round's due day."""
        return self.submitted_at is not None and self.round.is_past_due(localdate(self.submitted_at))

    def may_be_taken_back(self, on: date) -> bool:
        """Whether it is submitted, the office has not accepted it, and its body may still write on the day."""
        return self.state == UpdateState.SUBMITTED and not self.accepted_at and not self.lock(on)

    @property
    def is_returned(self) -> bool:
        """Whether it was sent back to be completed and has not been given again."""
        return self.state == UpdateState.DRAFT and self.returned_at is not None

    @property
    def shown_state(self) -> str:
        """What pages call it: a draft may be ready or returned, a submitted answer accepted (UpdateQuerySet.shown)."""
        if self.state == UpdateState.DRAFT:
            return "ready" if self.ready_at else "returned" if self.returned_at else "draft"
        return "accepted" if self.state == UpdateState.SUBMITTED and self.accepted_at else self.state

    def standing_promises(self) -> QuerySet:
        """What was promised in earlier rounds for this task and has not come to its end."""
        made = Update.objects.answers(self.measure, self.body, self.role)
        return Promise.objects.standing(made, self.round.opens)

    def owners(self, on: date) -> QuerySet:
        """The bodies in whose returns it is: a part's own body, every lead of the measure on the day; none of a
        measure without a lead, which the office answers."""
        if self.role == UpdateRole.PARTNER:
            return Body.objects.filter(pk=self.body_id)
        led = Responsibility.objects.in_force(on).filter(measure=self.measure_id, role="lead", step=None)
        return Body.objects.filter(pk__in=led.values("body"))

    def needs_approval(self, on: date) -> bool:
        """Whether it goes to the office only in an approved return."""
        return self.round.needs_approval and self.owners(on).exists()

    def lock(self, on: date) -> str:
        """Why nothing can be written on the day: a Lock, or ""; one owner that may write is enough."""
        locks = [each.lock(on) for each in self.round.returns.of_bodies(self.owners(on))]
        return min(locks, default=self.round.lock(on))

    def late_items(self, on: date) -> list[ScheduleItem]:
        """Schedule items past their latest day that neither this update nor an earlier one tells to be done."""
        told = dict(self.outcomes.values_list("item", "done_on")) if self.pk else {}
        items = self.measure.schedule.in_force(on).filter(latest__lt=on)
        return [item for item in items if told.get(item.pk, item.done_on) is None]

    @transaction.atomic
    def write(
        self,
        words: dict[str, Any],
        outcomes: dict[int, date | None],
        version: int,
        by: Any,
        at: datetime,
        opened: str = "",
        lines: Lines | None = None,
    ) -> None:
        """Save typed words, outcomes (schedule item id → day done, None for not done) and lines over version `version`.

        `opened` names the opened form: its own earlier save is no other text. Saying what is said already changes
        nothing; an edit makes the answer not ready and lets an approval lapse. Without `lines` those that are saved
        stay. Raises StaleText when another text was saved meanwhile, NotNow when it is no draft, or is locked.
        """
        returns = self._hold(at)
        words = {field: self._typed(field, words.get(field)) for field in self.WORDS}
        new = lines.cleaned() if lines is not None else None
        if new is not None:  # free text of the time before next steps were lines stays until there are lines
            words["next"] = in_words(new.steps) if new.steps or self.promises.exists() else self.next
        news = self._news(outcomes)
        if self.words() == words and not news and (new is None or new == lines_of(self)):
            return
        if self.version != version and not (opened and self.saved_from == opened):
            raise StaleText(self)
        self._allow(UpdateState.DRAFT, at, returns)
        before = self.words()
        for field, text in words.items():
            setattr(self, field, text)
        following.follow(self, before, at, opened)
        self.version += 1
        self.ready_at = self.ready_by = None
        self.saved_by, self.saved_at, self.saved_from = by, at, opened
        self.save()
        for item, done_on in news.items():
            self.outcomes.update_or_create(item_id=item, defaults={"done_on": done_on})
        if new is not None:
            set_lines(self, new)
        for each in returns:
            each.touch(by, at)

    @transaction.atomic
    def mark_ready(self, by: Any, at: datetime, version: int | None = None) -> None:
        """Nothing is missing: the approver may read it, and the lead may use it when it is a part.

        Raises ValidationError with what is missing, by field; StaleText when `version` is not the newest.
        """
        returns = self._hold(at, version, UpdateState.DRAFT)
        self._allow(UpdateState.DRAFT, at, returns)
        self._complete(at)
        self.ready_by, self.ready_at = by, at
        self.save()

    @transaction.atomic
    def clear_ready(self, by: Any, at: datetime) -> None:
        """Back to writing; a return that lies with the approver is called back."""
        returns = self._hold(at)
        self._allow(UpdateState.DRAFT, at, returns)
        self.ready_at = self.ready_by = None
        self.save()
        for each in returns:
            each.touch(by, at)

    @transaction.atomic
    def submit(self, by: Any, at: datetime, version: int | None = None) -> None:
        """Give the draft to the office, where returns are not approved: office and steering group read it from now on.

        Raises ValidationError with what is missing, by field; StaleText when `version` is not the newest; NotNow
        ("approval") when it goes in an approved return alone.
        """
        returns = self._hold(at, version, UpdateState.DRAFT)
        self._allow(UpdateState.DRAFT, at, returns)
        if self.needs_approval(localdate(at)):
            raise NotNow("approval")
        self._complete(at)
        self.hand_in(by, at)
        for each in returns:
            each.settle(by, at)

    @transaction.atomic
    def hand_in(self, by: Any, at: datetime) -> None:
        """The draft as it is becomes what office and steering group read: by `submit`, or by an approved return."""
        self._lock()
        self._allow(UpdateState.DRAFT)
        self.state, self.submitted_by, self.submitted_at = UpdateState.SUBMITTED, by, at
        self.returned_at = self.returned_by = self.accepted_at = self.accepted_by = None
        self.save()
        tell(self, Audience.INSIDE, localdate(at))

    @transaction.atomic
    def take_back(self, by: Any, at: datetime) -> None:
        """Make a submitted update a draft again, to be mended; the standing told inside stays until the next submit."""
        returns = self._hold(at)
        self._allow(UpdateState.SUBMITTED, at, returns)
        if self.accepted_at:
            raise NotNow("accepted")
        self.state, self.ready_at, self.ready_by = UpdateState.DRAFT, None, None
        self.save()
        for each in returns:
            each.touch(by, at)

    @transaction.atomic
    def send_back(self, by: Any, at: datetime, words: str) -> None:
        """The office returns a submitted answer to be completed, saying why. It is a draft again."""
        returns = self._hold(at)
        self._allow(UpdateState.SUBMITTED)
        self._return(by, at, words)
        for each in returns:
            each.mark_returned(by, at, self.measure, words)

    @transaction.atomic
    def send_part_back(self, by: Any, at: datetime, words: str) -> None:
        """The lead asks a partner to go on with its part, saying why; NotNow when the office has accepted it."""
        returns = self._hold(at)
        if self.state == UpdateState.PUBLISHED or self.accepted_at or (self.state == "draft" and not self.ready_at):
            raise NotNow("accepted" if self.accepted_at else self.state)
        self._allow(self.state, at, returns)
        self._return(by, at, words)
        for each in returns:
            each.touch(by, at)
            each.note("part_returned", by, at, words, self.measure)

    @transaction.atomic
    def take_over(self, part: "Update", by: Any, at: datetime) -> None:
        """Record that the words of a partner's part were taken into this answer, as they are now."""
        self.taken.update_or_create(part=part, defaults={"words": part.done, "by": by, "at": at})

    @transaction.atomic
    def disagree(self, words: str, by: Any, at: datetime) -> None:
        """A partner records its dissenting opinion, or takes it away with an empty text: the office reads it."""
        returns = self._hold(at)
        if lock := self._locked(at, returns):
            raise NotNow(lock)
        self.dissent = words
        self.save()

    @transaction.atomic
    def accept(self, by: Any, at: datetime) -> None:
        """The office is content with the answer."""
        self._lock()
        if self.state == UpdateState.DRAFT:
            raise NotNow(self.state)
        self.accepted_by, self.accepted_at = by, at
        self.save()

    @transaction.atomic
    def publish(
        self,
        by: Any,
        at: datetime,
        version: int | None = None,
        public: dict[str, str] | None = None,
        without_swedish: bool = False,
    ) -> None:
        """Show stage, confidence and public text to everyone; what the office publishes it accepts.

        `public` adds texts in languages that have none ("sv" → text). Finnish is needed, and Swedish unless the office
        decides to publish without it, which is recorded (L-03). Raises ValidationError, StaleText or NotNow.
        """
        self._lock(version, UpdateState.SUBMITTED)
        self._allow(UpdateState.SUBMITTED)
        self._add(public, at)
        if faults := completeness.publishing_faults(self, without_swedish):
            raise ValidationError(faults)
        self.is_swedish_waived = not self.public_sv
        self.version += bool(public and any(public.values()))
        self.state, self.published_by, self.published_at = UpdateState.PUBLISHED, by, at
        if not self.accepted_at:
            self.accepted_by, self.accepted_at = by, at
        self.save()
        tell(self, Audience.PUBLIC, localdate(at))

    @transaction.atomic
    def publish_language(self, public: dict[str, str], by: Any, at: datetime) -> None:
        """Add the public text of a language that a published update lacks."""
        self._lock()
        self._allow(UpdateState.PUBLISHED)
        self._add(public, at)
        if faults := completeness.publishing_faults(self, without_swedish=True):
            raise ValidationError(faults)
        self.is_swedish_waived = not self.public_sv
        self.version += 1
        self.save()

    @transaction.atomic
    def translate(self, code: str, words: str, by: Any, at: datetime, version: int) -> None:
        """The office puts a new public text in a language, made from the source as it is now.

        Raises StaleText when the answer is not at the version, NotNow of a draft, ValidationError for a marking.
        """
        self._lock()
        if self.state == UpdateState.DRAFT:
            raise NotNow(self.state)
        if self.version != version:
            raise StaleText(self)
        before = self.words()
        setattr(self, f"public_{code}", words)
        following.follow(self, before | {f"public_{code}": ""}, at)
        if faults := completeness.markings_of(self, self.PUBLIC_WORDS):
            raise ValidationError({name: [fault] for name, fault in faults.items()})
        self.is_swedish_waived = self.is_swedish_waived and not self.public_sv
        self.version += 1
        self.save()

    @transaction.atomic
    def confirm_language(self, code: str, at: datetime, version: int) -> None:
        """The office finds a text still right although its source has changed. StaleText as in translate."""
        self._lock()
        if self.version != version:
            raise StaleText(self)
        following.confirm(self, code, at)
        self.save()

    @transaction.atomic
    def withdraw(self, by: Any, at: datetime) -> None:
        """Take a published update back to submitted; the public standing falls back to the one before it."""
        self._lock()
        self._allow(UpdateState.PUBLISHED)
        self.state, self.published_by, self.published_at, self.is_swedish_waived = (
            UpdateState.SUBMITTED,
            None,
            None,
            False,
        )
        self.save()
        tell(self, Audience.PUBLIC, localdate(at))

    def _hold(self, at: datetime, version: int | None = None, state: UpdateState | None = None) -> list[Any]:
        """The returns that it belongs to, made where they are not there yet, and then the row, all kept from others
        until the deed is done: always in this order, so that two deeds wait for one another instead of both."""
        owners = list(self.owners(localdate(at)))
        returns = self.round.returns.hold(self.round, owners)
        self._lock(version, state)
        return returns

    def _lock(self, version: int | None = None, state: UpdateState | None = None) -> None:
        """Read the row anew and keep others from it; StaleText when it is in the state but not at the version."""
        self.refresh_from_db(from_queryset=Update.objects.select_for_update())
        if version is not None and self.version != version and self.state == state:
            raise StaleText(self)

    def _allow(self, state: str, at: datetime | None = None, returns: Iterable[Any] = ()) -> None:
        """NotNow unless the update is in the state and, where a moment is given, not locked then."""
        if self.state != state:
            raise NotNow(self.state)
        if at and (lock := self._locked(at, returns)):
            raise NotNow(lock)

    def _locked(self, at: datetime, returns: Iterable[Any]) -> str:
        locks = [each.lock(localdate(at)) for each in returns] or [self.round.lock(localdate(at))]
        return min(locks)

    def _typed(self, name: str, value: Any) -> Any:
        column = self.column(name)
        return column.to_python(column.get_default() if value in ("", None) else value)

    def _complete(self, at: datetime) -> None:
        asked = self.round.questions.asked_of(self.role)
        if faults := completeness.faults(
            self, self.late_items(localdate(at)), self.standing_promises(), lines_of(self), asked
        ):
            raise ValidationError(faults)

    def _return(self, by: Any, at: datetime, words: str) -> None:
        self.state, self.ready_at, self.ready_by = UpdateState.DRAFT, None, None
        self.returned_by, self.returned_at, self.comment = by, at, words
        self.accepted_at = self.accepted_by = None
        self.save()

    def _add(self, public: dict[str, str] | None, at: datetime) -> None:
        """Public texts in languages that have none."""
        before = self.words()
        for code in CODES:
            if not getattr(self, f"public_{code}"):
                setattr(self, f"public_{code}", (public or {}).get(code, ""))
        following.follow(self, before, at)

    def _news(self, outcomes: dict[int, date | None]) -> dict[int, date | None]:
        """Those outcomes that are not yet told, here or by an earlier update."""
        told = dict(self.measure.schedule.filter(pk__in=outcomes).values_list("pk", "done_on"))
        told |= {pk: day for pk, day in self.outcomes.values_list("item", "done_on") if pk in told}
        return {pk: outcomes[pk] for pk in told if outcomes[pk] != told[pk]}
