"""What an import says to people: findings and changes as sentences in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actions.importing import document_sentences, reading_sentences, source_sentences
from actions.importing.comparing import Change
from actions.importing.grids import place_words
from actions.importing.rows import Finding

SENTENCES = source_sentences.SENTENCES | reading_sentences.SENTENCES | document_sentences.SENTENCES


def sentence(finding: Finding) -> str:
    """The finding as one sentence: what, where, what to do."""
    facts = finding.facts | {"place": finding.facts.get("place") or place_words(finding.place)}
    if "what" in facts:
        facts["what"] = subject_name(facts["what"])
    return _(SENTENCES[finding.code]) % facts


def subject_name(subject: str) -> str:
    """What kind of thing a fact is, in words."""
    words = {
        "programme": _("programme"),
        "area": _("area"),
        "body": _("body"),
        "alias": _("alias"),
        "phenomenon": _("phenomenon"),
        "measure": _("measure"),
        "step": _("step"),
        "schedule item": _("schedule item"),
        "responsibility": _("responsibility"),
        "link": _("link"),
    }
    return words[subject]


def verb_name(verb: str) -> str:
    """What an import does with a fact, in one word."""
    words = {
        "new": pgettext("change", "new"),
        "changed": pgettext("change", "changed"),
        "removed": pgettext("change", "removed"),
        "unchanged": pgettext("change", "unchanged"),
    }
    return words[verb]


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding for programs: level, code, place, lines, and the sentence."""
    return {
        "level": finding.level,
        "code": finding.code,
        "place": finding.place,
        "lines": list(finding.lines) if finding.lines else None,
        "message": sentence(finding),
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """A change for programs: verb, subject, measure, name, and each differing field before and after."""
    fields = [{"field": field, "before": before, "after": after} for field, before, after in change.fields()]
    facts = {"verb": change.verb, "subject": change.subject, "measure": change.measure or None}
    return facts | {"name": change.key or change.measure, "fields": fields}
