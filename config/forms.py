"""Forms are drawn with the house's templates first, Django's where the house has none."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Each field as one group: label, hint, error, control."""

    field_template_name = "forms/field.html"
