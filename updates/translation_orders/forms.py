"""What is chosen on the page of translation orders: the file that comes back."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from actions.importing.rows import Finding
from updates.translation_orders.saying import sentence
from updates.workbook.opening import MOST_BYTES


class TranslatedFileForm(forms.Form):
    """A translation order that comes back, filled."""

    file = forms.FileField(
        label=_("Translated file"),
        max_length=250,
        allow_empty_file=True,
        help_text=_("The .docx or .xlf file that the translator filled. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlf,.xliff"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            megabytes = f"{(file.size or 0) / 1_000_000:.1f}".replace(".", ",")
            facts = {"file": str(file.name), "megabytes": megabytes, "most": str(MOST_BYTES // 1_000_000)}
            raise ValidationError(sentence(Finding("error", "file_too_large", str(file.name), facts)))
        return file
