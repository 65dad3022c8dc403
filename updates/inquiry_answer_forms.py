"""What a body may type as its answer to an urgent question."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.wording import clean
from updates import numbers
from updates.forms import opening
from updates.models import BroughtFile, Inquiry, InquiryAnswer, InquiryKind, TypedAnswer
from updates.models.columns import LONGEST
from updates.models.inquiry_answers import LANGUAGES, LARGEST

YES_OR_NO = [
    ("yes", pgettext_lazy("answer", "Yes")),
    ("no", pgettext_lazy("answer", "No")),
    ("", _("No answer; the remark says why")),
]
IN_WORDS = {True: "yes", False: "no", None: ""}
# The field of each kind that the answer itself stands in.
MAIN = {InquiryKind.TEXT: "words", InquiryKind.NUMBER: "number", InquiryKind.YES_NO: "yes_no", InquiryKind.FILE: "file"}
NAMES = re.compile(r"language|opened|(?:words|number|yes_no|version)_\d{1,12}")


class NumberField(forms.CharField):
    """A number as people write it: see updates.numbers."""

    widget = forms.TextInput(attrs={"class": "w-short", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return numbers.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else numbers.printed(value)


class AnswerFile(forms.FileField):
    """One file of at most LARGEST bytes."""

    def __init__(self) -> None:
        lost = _("The file did not come. Choose it again.")
        long = _("The name of the file is too long. Give it a shorter one.")
        faults = {
            "empty": _("The file is empty. Choose another."),
            "max_length": long,
            "missing": lost,
            "invalid": lost,
        }
        hint = _("At most 5 MB. It is kept as it is.")
        label = pgettext_lazy("asked for", "File")
        super().__init__(label=label, required=False, max_length=250, error_messages=faults, help_text=hint)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, None)
        if file and file.size > LARGEST:
            raise ValidationError(_("The file is larger than 5 MB. Make it smaller, or divide it."))
        return file


class AnswersForm(forms.Form):
    """All that one body answers to a question: for each answer the field that is asked for, and words. Nothing is
    needed before it is given."""

    use_required_attribute = False
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, inquiry: Inquiry, rows: list[InquiryAnswer], user: Any, typed: Any = None, files: Any = None
    ) -> None:
        self.inquiry, self.rows, self.user = inquiry, rows, user
        language = next((row.language for row in rows if row.words), user.language)
        super().__init__(typed, files, initial={"language": language, "opened": opening(user)})
        for row in rows:
            for part, field in self._fields(row):
                field.label = f"{row.measure.code}: {field.label}" if row.measure else capfirst(str(field.label))
                self.fields[f"{part}_{row.pk}"] = field
                self.initial[f"{part}_{row.pk}"] = saved(row, part)

    def _fields(self, row: InquiryAnswer) -> Iterable[tuple[str, forms.Field]]:
        kind = self.inquiry.kind
        if kind == InquiryKind.NUMBER:
            hint = _("For example 1 234,5.")
            yield (
                "number",
                NumberField(label=pgettext_lazy("asked for", "Number"), required=False, help_text=hint, max_length=60),
            )
        elif kind == InquiryKind.YES_NO:
            yield (
                "yes_no",
                forms.ChoiceField(label=_("Yes or no"), required=False, choices=YES_OR_NO, widget=forms.RadioSelect),
            )
        elif kind == InquiryKind.FILE:
            yield "file", AnswerFile()
            if row.file:
                yield "drop", forms.BooleanField(label=_("Remove the file"), required=False)
        yield "words", self._words(kind, row)
        yield "version", forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def _words(self, kind: str, row: InquiryAnswer) -> forms.Field:
        is_text = kind == InquiryKind.TEXT
        area = forms.Textarea({"rows": 6 if is_text else 2, "lang": row.language if row.words else self.user.language})
        label = pgettext_lazy("noun", "Answer") if is_text else _("Remark")
        hint = (
            "" if is_text else _("What the reader should know, such as the unit or the source, or why there is none.")
        )
        return forms.CharField(
            label=label, required=False, widget=area, help_text=hint, validators=[MaxLengthValidator(LONGEST)]
        )

    def sections(self, earlier: Mapping[int, InquiryAnswer]) -> list[dict[str, Any]]:
        """Each answer with its fields in their order, and what was answered about its measure before."""
        parts = ("number", "yes_no", "file", "drop", "words", "version")
        return [
            {
                "row": row,
                "earlier": earlier.get(row.measure_id or 0),
                "fields": [self[name] for part in parts if (name := f"{part}_{row.pk}") in self.fields],
            }
            for row in self.rows
        ]

    def versions(self) -> dict[int, int]:
        """The versions that were opened, by answer id; 0 where nothing was saved then."""
        return {row.pk: self.cleaned_data.get(f"version_{row.pk}") or 0 for row in self.rows}

    def answers(self) -> dict[int, TypedAnswer]:
        """What was typed, by answer id; a field with an error keeps what was saved."""
        return {row.pk: self._answer(row) for row in self.rows}

    def _answer(self, row: InquiryAnswer) -> TypedAnswer:
        file = self.cleaned_data.get(f"file_{row.pk}")
        yes_no = self.value(row, "yes_no")
        return TypedAnswer(
            words=self.value(row, "words") or "",
            number=self.value(row, "number"),
            yes_no={"yes": True, "no": False}.get(yes_no),
            file=BroughtFile(file.name, file.read()) if file else None,
            is_file_dropped=bool(self.cleaned_data.get(f"drop_{row.pk}")) and not file,
            language=self.cleaned_data.get("language") or row.language,
            version=self.versions()[row.pk],
        )

    def value(self, row: InquiryAnswer, part: str) -> Any:
        """What was typed into a field; what is saved where there is no such field, or it has an error."""
        name = f"{part}_{row.pk}"
        if name not in self.fields or name in self.errors:
            return saved(row, part)
        typed = self.cleaned_data[name]
        return clean(typed) if part == "words" else typed

    def tell(self, faults: Mapping[str, list[Any]]) -> None:
        """Show what stops giving beside the fields of the answers (by their ids as text)."""
        main = MAIN[InquiryKind(self.inquiry.kind)]
        for pk, words in faults.items():
            self.add_error(f"{main}_{pk}", words)


def saved(row: InquiryAnswer, part: str) -> Any:
    """What is saved of an answer, as the field of that name takes it."""
    if part == "yes_no":
        return IN_WORDS[row.yes_no]
    return None if part in {"file", "drop"} else getattr(row, part)
