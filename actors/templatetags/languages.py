"""Text in the language it has, marked when that is not the page's."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def in_own_language(text: str) -> SafeString | str:
    """Escapes the text; wraps it in a span with its `lang` when the page is in another language (WCAG 3.1.2)."""
    language = getattr(text, "language", None)
    if not text or language in {None, get_language()}:
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def foreign_lang(text: str) -> SafeString | str:
    """The attribute ` lang="fi"` for the element around a text of several paragraphs, when it is not the page's."""
    language = getattr(text, "language", None)
    return "" if not text or language in {None, get_language()} else format_html(' lang="{}"', language)
