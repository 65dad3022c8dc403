"""Publishing an answer, language by language, and keeping the languages in step."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actions.status import Audience
from actors.languages import CODES, InLanguages
from updates import completeness
from updates.models import following
from updates.models.columns import deed
from updates.models.placing import PlacedAnswer
from updates.models.states import NotNow, StaleText, UpdateState
from updates.models.telling import tell


class PublicAnswer(PlacedAnswer):
    """An answer whose public texts the office publishes and keeps in step."""

    is_swedish_waived = models.BooleanField(_("published without a Swedish text"), default=False, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = deed(_("accepted by"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    submitted_by = deed(_("submitted by"))
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = deed(_("published by"))
    made_from = models.JSONField(default=dict, editable=False)
    behind = models.CharField(_("languages behind"), max_length=8, blank=True, editable=False)

    public = InLanguages("public")

    class Meta:
        abstract = True

    @property
    def public_lang(self) -> str:
        """The public text's language where it is not the page's, else ""."""
        return self.public.language if self.public.language != get_language() else ""

    @property
    def public_behind(self) -> date | None:
        """Since when the public text that the reader is shown has not followed its source; None when it has."""
        return following.since(self, self.public.language)

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
        self._not_frozen()
        self._allow(UpdateState.PUBLISHED)
        self._add(public, at)
        if faults := completeness.publishing_faults(self, without_swedish=True):
            raise ValidationError(faults)
        self.is_swedish_waived = not self.public_sv
        self.version += 1
        self.save()

    @transaction.atomic
    def translate(
        self,
        code: str,
        words: str,
        by: Any,
        at: datetime,
        version: int,
        is_older: bool = False,
        of_day: date | None = None,
    ) -> None:
        """The office puts a new public text in a language, made from the source as it is now; with `is_older` from the
        source as it stood (on `of_day`, where that is known) before it changed, so that the text is behind.

        Raises StaleText when the answer is not at the version, NotNow of a draft, ValidationError for a marking.
        """
        self._lock()
        self._not_frozen()
        if self.state == UpdateState.DRAFT:
            raise NotNow(self.state)
        if self.version != version:
            raise StaleText(self)
        before = self.words()
        setattr(self, f"public_{code}", words)
        following.follow(self, before | {f"public_{code}": ""}, at)
        if is_older:
            following.follow_older(self, code, of_day)
        if faults := completeness.markings_of(self, self.PUBLIC_WORDS):
            raise ValidationError({name: [fault] for name, fault in faults.items()})
        self.is_swedish_waived = self.is_swedish_waived and not self.public_sv
        self.version += 1
        self.save()

    @transaction.atomic
    def confirm_language(self, code: str, at: datetime, version: int) -> None:
        """The office finds a text still right although its source has changed. StaleText as in translate."""
        self._lock()
        self._not_frozen()
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

    def _add(self, public: dict[str, str] | None, at: datetime) -> None:
        """Public texts in languages that have none."""
        if public and any(public.values()):
            self._not_frozen()
        before = self.words()
        for code in CODES:
            if not getattr(self, f"public_{code}"):
                setattr(self, f"public_{code}", (public or {}).get(code, ""))
        following.follow(self, before, at)
