"""Questions that the office adds to a round, and what updates answer to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actors.fields import LineField, ProseField
from actors.languages import InLanguages
from updates.models.rounds import Round
from updates.querysets import QuestionQuerySet


class Question(models.Model):
    """A question of one round that every lead, and where marked every partner, answers for each measure."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="questions", verbose_name=_("round"))
    n = models.PositiveSmallIntegerField(pgettext_lazy("ordinal", "number"))
    text_fi = LineField(_("question in Finnish"), max_length=300)
    text_sv = LineField(_("question in Swedish"), max_length=300, blank=True)
    text_en = LineField(_("question in English"), max_length=300, blank=True)
    asks_partners = models.BooleanField(_("partners answer too"), default=False)

    text = InLanguages("text")
    objects = QuestionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("of a round", "question")
        verbose_name_plural = pgettext_lazy("of a round", "questions")
        ordering = ["round", "n"]
        constraints = [models.UniqueConstraint(fields=["round", "n"], name="one_question_per_number")]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What an update answers to a question of its round."""

    update = models.ForeignKey("updates.Update", models.CASCADE, related_name="answers", verbose_name=_("update"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    words = ProseField(pgettext_lazy("noun", "answer"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("noun", "answer")
        verbose_name_plural = pgettext_lazy("noun", "answers")
        ordering = ["question__n", "id"]
        constraints = [models.UniqueConstraint(fields=["update", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return self.words
