"""Which addresses a programme may have."""

import re

from django.conf import settings
from django.urls import resolve, reverse
from django.utils.translation import override

from actions.importing.rows import Finding
from strategy.models import RESERVED

ADDRESS = re.compile(r"[-a-zA-Z0-9_]{1,60}")


def address_fault(slug: str) -> Finding | None:
    """What is wrong with the address of a programme, if anything."""
    if not ADDRESS.fullmatch(slug):
        return Finding("error", "address_wrong", "", {"slug": slug})
    if slug in RESERVED or any(leads_elsewhere(slug, language) for language, _ in settings.LANGUAGES):
        return Finding("error", "address_reserved", "", {"slug": slug})
    return None


def leads_elsewhere(slug: str, language: str) -> bool:
    """Whether the site has a page of its own there, for its paths have words of the language."""
    with override(language):
        return resolve(reverse("reports:programme_page", args=[slug])).view_name != "reports:programme_page"
