"""What an import says to people: findings and changes as sentences in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from actions.importing import interchange, reading_sentences, source_sentences
from actions.importing.comparing import Change
from actions.importing.grids import place_words
from actions.importing.rows import Finding

SENTENCES = source_sentences.SENTENCES | reading_sentences.SENTENCES | interchange.SENTENCES


def sentence(finding: Finding) -> str:
    """The finding as one sentence: what, where, what to do."""
    return _(SENTENCES[finding.code]) % (
        finding.facts | {"place": finding.facts.get("place") or place_words(finding.place)}
    )


def subject_name(subject: str) -> str:
    """What kind of thing changed, in words."""
    words = {
        "programme": _("programme"),
        "area": _("area"),
        "body": _("body"),
        "phenomenon": _("phenomenon"),
        "measure": _("measure"),
        "step": _("step"),
        "schedule item": _("schedule item"),
        "responsibility": _("responsibility"),
        "link": _("link"),
    }
    return words[subject]


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for programs: level, code, place, lines, and the sentence."""
    lines = list(finding.lines) if finding.lines else None
    return {
        "level": finding.level,
        "code": finding.code,
        "place": finding.place,
        "lines": lines,
        "message": sentence(finding),
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """A change for programs: verb, subject, name, and each differing field before and after."""
    fields = [{"field": field, "before": before, "after": after} for field, before, after in change.fields()]
    return {"verb": change.verb, "subject": change.subject, "name": change.name, "fields": fields}
