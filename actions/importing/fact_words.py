"""The facts of a document in the reader's words, one by one."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from actions import wording
from actions.importing.document import Document
from actions.importing.writing import day
from actions.schedule_reader import bounds
from actors.models import BodyKind
from strategy.models import ProgrammeKind

# What it is, and the language of its words ("" for none).
Key = tuple[str, str]
Said = Iterator[tuple[Key, str]]


def words_of(subject: str, facts: Document | None) -> dict[Key, str]:
    """Everything a document says of one fact, in the reader's words."""
    return {key: words for key, words in TELL[subject](facts) if words} if facts else {}


def in_languages(name: str, texts: dict[str, str]) -> Said:
    yield from (((name, language), text) for language, text in texts.items())


def tell_programme(facts: Document) -> Said:
    yield from in_languages(_("name"), facts["name"])
    yield (_("kind"), ""), str(ProgrammeKind(facts["kind"]).label)
    yield from in_languages(_("what a measure is called"), facts["measure_word"])
    yield from in_languages(_("summary"), facts.get("summary", {}))
    yield (_("adopted"), ""), on_day(facts.get("adopted"))


def tell_named(facts: Document) -> Said:
    yield from in_languages(_("name"), facts["name"])


def tell_body(facts: Document) -> Said:
    yield from in_languages(_("name"), facts["name"])
    yield (_("kind"), ""), str(BodyKind(facts["kind"]).label)
    yield (_("stands under"), ""), facts["parent"] or ""
    yield (_("aliases"), ""), ", ".join(facts["aliases"])


def tell_measure(facts: Document) -> Said:
    yield from in_languages(_("short title"), facts["title"])
    yield from in_languages(_("text"), facts["text"])
    yield (_("area"), ""), facts["area"] or ""
    yield (_("phenomena"), ""), ", ".join(facts.get("phenomena", []))
    yield (_("order of the bodies"), ""), ", ".join(name.split("/")[1] for name in facts.get("order", []))


def tell_step(facts: Document) -> Said:
    yield (_("place"), ""), str(facts["n"])
    yield (_("label"), ""), facts["label"] or ""
    yield from in_languages(_("text"), facts["text"])


def tell_schedule_item(facts: Document) -> Said:
    yield from tell_step(facts)
    yield (_("of step"), ""), str(facts["step"] or "")
    yield (_("read as"), ""), reading(facts)


def tell_responsibility(facts: Document) -> Said:
    yield (_("under the lead"), ""), facts["under"] or ""
    yield (_("remark"), ""), facts["qualifier"] or ""
    yield (_("as printed"), ""), facts["as_printed"] or ""
    yield (_("of step"), ""), str(facts.get("step") or "")
    yield (_("since"), ""), on_day(facts["from"])
    yield (_("until"), ""), on_day(facts["until"])


def tell_link(facts: Document) -> Said:
    yield (_("basis"), ""), _("stated in the programme") if facts["basis"] == "stated" else _("suggested")


TELL = {
    "programme": tell_programme, "area": tell_named, "body": tell_body, "phenomenon": tell_named,
    "measure": tell_measure, "step": tell_step, "schedule item": tell_schedule_item,
    "responsibility": tell_responsibility, "link": tell_link,
}  # fmt: skip


def on_day(text: str | None) -> str:
    found = day(text)
    return wording.day(found) if found else ""


def bounds_of(edtf: str | None) -> tuple[date | None, date | None]:
    return bounds(edtf) if edtf else (None, None)


def reading(facts: Document) -> str:
    """What a schedule is read to mean, part by part where it says several things; and whether a person said so."""
    parts = [wording.reading(part["kind"], *bounds_of(part["edtf"])) for part in facts["parts"]]
    whole = wording.reading(facts["kind"], day(facts["earliest"]), day(facts["latest"]))
    told = "; ".join(parts) if len(parts) > 1 and not facts.get("corrected") else whole
    return _("%(reading)s (corrected by a person)") % {"reading": told} if facts.get("corrected") else told
