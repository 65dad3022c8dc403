"""Which public texts are ordered, and how a file calls its columns and languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from actors.languages import CODES, Phrase
from actors.wording import fold
from updates.models import Round, Update
from updates.models.columns import LONGEST
from updates.translation_orders import references

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
LANGUAGES = {
    "fi": pgettext_lazy("in a sentence", "Finnish"),
    "sv": pgettext_lazy("in a sentence", "Swedish"),
    "en": pgettext_lazy("in a sentence", "English"),
}
HEADINGS = {
    "reference": pgettext_lazy("translation order", "Reference"),
    "about": pgettext_lazy("translation order", "Measure and body"),
    "source": pgettext_lazy("translation order", "Original"),
    "target": pgettext_lazy("translation order", "Translation"),
}
FILES = {"docx": "Word", "xlf": "XLIFF"}


@dataclass(frozen=True)
class Item:
    """One text: `source` knows its language, `target` is what stands there now, "" where there is none."""

    update: Update
    reference: str
    source: Phrase
    target: str

    @property
    def measure(self) -> Phrase:
        """The number of the measure and its title."""
        label = self.update.measure.label
        return Phrase(f"{self.update.measure.code} {label}", label.language)


@dataclass(frozen=True)
class Order:
    """The texts that are translated into the language `code`; of one round, or of all where none is given."""

    code: str
    on: date
    round: Round | None = None

    @cached_property
    def items(self) -> list[Item]:
        """One query."""
        updates = Update.objects.to_translate_into(self.code).select_related("measure", "body", "round__programme")
        return [self._item(update) for update in (updates.filter(round=self.round) if self.round else updates)]

    def _item(self, update: Update) -> Item:
        origin, source, target = references.words_of(update, self.code)
        return Item(update, str(references.make(update, self.code)), Phrase(source, origin), target)

    @property
    def title(self) -> str:
        return _("Texts to translate: %(language)s") % {"language": LANGUAGES[self.code]}

    @property
    def file_name(self) -> str:
        """translations-sv-2018-06-30, or with the round's name where it is of one; without its ending."""
        stem = self.round.slug if self.round else pgettext("file name", "translations")
        return f"{stem}-{self.code}-{self.on.isoformat()}"

    def instructions(self) -> list[str]:
        """What the translator is told."""
        language = str(LANGUAGES[self.code])
        return [
            _("Language of the translations: %(language)s. A text that stands there already has not followed "
              "its original: bring it up to date.") % {"language": language},
            _("Leave the reference and the original as they are: the text finds its way back by the reference, "
              "and what is changed in the original is not taken in."),
            _("Write plain text, at most %(most)s characters each: pictures, footnotes and comments are not taken in.")
            % {"most": number_format(LONGEST, force_grouping=True)},
        ]  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """How many texts of a round wait for a language."""

    code: str
    round: Round
    number: int

    @property
    def files(self) -> list[tuple[str, str]]:
        """What each kind of file is called, and its address."""
        where = f"?round={self.round.programme.slug}/{self.round.slug}"
        address = {kind: reverse("updates:translation_order", args=[self.code, kind]) for kind in FILES}
        return [(name, address[kind] + where) for kind, name in FILES.items()]


def waiting() -> list[Waiting]:
    """What may be ordered, by language, the newest round first. Four queries."""
    found = [(code, pk, number) for code in ("sv", "en", "fi") for pk, number in _numbers(code)]
    rounds = Round.objects.select_related("programme").in_bulk({pk for _code, pk, _number in found})
    return [Waiting(code, rounds[pk], number) for code, pk, number in found]


def _numbers(code: str) -> Iterator[tuple[int, int]]:
    waits = Update.objects.to_translate_into(code).order_by("-round__opens", "round")
    yield from waits.values_list("round").annotate(Count("pk"))


def column_called(heading: str) -> str:
    """Which column has the heading, in whichever of our languages; "" when it is none of ours."""
    folded = fold(heading)
    return next((name for words, name in _headings() if folded.startswith(words)), "")


@cache
def _headings() -> list[tuple[str, str]]:
    """The headings in every language, folded, with the names of their columns."""
    found = []
    for code in CODES:
        with override(code):
            found += [(fold(str(words)), name) for name, words in HEADINGS.items()]
    return found
