"""The words of an answer: what people type, and how it reads."""

from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actions.status import Confidence, Sign, Stage, sign
from actors.languages import CODES
from updates import completeness
from updates.models.columns import typed_text
from updates.models.states import Cause


class AnswerWords(models.Model):
    """What people type in an answer to one measure."""

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
    is_unchanged = models.BooleanField(_("nothing has changed"), default=False)
    dissent = typed_text(_("dissenting opinion"))

    # What people type: the only columns that `write` sets; those of them that a partner fills; those that are public.
    WORDS = (
        "stage", "confidence", "reason", "done", "next", "obstacles", "cause", "decision_needed", "language",
        "public_fi", "public_sv", "public_en", "is_unchanged",
    )  # fmt: skip  # fmt: skip
    PARTNER_WORDS = ("done", "next", "obstacles", "cause", "language", "is_unchanged")
    PUBLIC_WORDS = ("public_fi", "public_sv", "public_en")

    class Meta:
        abstract = True

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

    def _typed(self, name: str, value: Any) -> Any:
        column = self.column(name)
        return column.to_python(column.get_default() if value in ("", None) else value)
