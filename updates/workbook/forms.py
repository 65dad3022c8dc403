"""What is chosen on the pages of a workbook: its language, and the file that comes back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from actions.importing.rows import Finding
from updates.workbook.opening import MOST_BYTES
from updates.workbook.saying import sentence


class LanguageForm(forms.Form):
    """The language of a workbook that is made; Finnish and Swedish stand side by side in theirs."""

    language = forms.ChoiceField(
        label=_("Language of the workbook"), choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
    )


class UploadForm(forms.Form):
    """A workbook that comes back."""

    file = forms.FileField(
        label=_("Filled workbook"),
        max_length=250,
        allow_empty_file=True,
        help_text=_("The .xlsx file that you filled. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            megabytes = f"{(file.size or 0) / 1_000_000:.1f}".replace(".", ",")
            facts: dict[str, Any] = {"file": str(file.name), "megabytes": megabytes}
            facts["most"] = str(MOST_BYTES // 1_000_000)
            raise ValidationError(sentence(Finding("error", "file_too_large", str(file.name), facts)))
        return file
