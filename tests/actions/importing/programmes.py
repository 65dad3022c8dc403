"""Small interchange documents for the tests of importing, and imports of them."""

import json
from datetime import date

from actions.importing.document import dumps, programme_document
from actions.importing.running import carry_out
from strategy.models import Programme
from tests.actions.importing.table_files import HEADER, csv_text
from tests.factories import at

DAY = date(2018, 6, 1)
NEXT = date(2018, 6, 2)
LATER = date(2018, 6, 20)


def measure(code="1.1", steps=(), schedule=(), roles=(("lead", "SM"),), **facts):
    """A measure; steps are texts, schedule items texts or (text, EDTF), roles (role, body) or (role, body, under)."""
    part = code[-1] if code[-1].isalpha() else None
    number = code[:-1] if part else code
    plain = {
        "number": number,
        "part": part,
        "area": number.split(".")[0],
        "title": {},
        "text": {"fi": f"Teksti {code}"},
    }
    lists = {
        "responsibilities": [role(*each) for each in roles],
        "steps": [{"n": n, "label": None, "text": {"fi": text}} for n, text in enumerate(steps, 1)],
        "schedule": [item(n, *([each] if isinstance(each, str) else each)) for n, each in enumerate(schedule, 1)],
        "links": [],
    }
    return plain | lists | facts


def role(kind, body, under=None, **facts):
    plain = {"body": body, "role": kind, "under": under, "qualifier": None, "as_printed": body}
    return plain | {"from": None, "until": None} | facts


def item(n, text, edtf=None, **facts):
    """A "by" item when the EDTF begins with two dots, else a year; without EDTF one that could not be read."""
    kind = "none" if edtf is None else "by" if edtf.startswith("..") else "year"
    days = {"earliest": None, "latest": None}
    if kind == "by":
        days["latest"] = edtf[3:]
    elif kind == "year":
        days = {"earliest": f"{edtf}-01-01", "latest": f"{edtf}-12-31"}
    parts = [{"text": text, "kind": kind, "edtf": edtf}] if edtf else []
    plain = {"n": n, "label": None, "step": None, "text": {"fi": text}, "kind": kind, "edtf": edtf}
    return plain | days | {"parts": parts} | facts


def leans_on(code=None, area=None, basis="stated"):
    return {"measure": code} | ({"area": area} if area else {}) | {"kind": "leans_on", "basis": basis}


def document(*measures, slug="ohjelma", **facts):
    """A document of these measures, with the areas and bodies that they name."""
    areas = sorted({each["area"] for each in measures if each["area"]})
    roles = [each for one in measures for each in one["responsibilities"]]
    keys = sorted({name for each in roles for name in (each["body"], each["under"]) if name})
    plain = {
        "format": "etenee-programme/1",
        "programme": {
            "slug": slug, "name": {"fi": "Ohjelma"}, "kind": "action_programme", "measure_word": {"fi": "toimenpide"},
        },
        "areas": [{"number": number, "name": {"fi": f"Kokonaisuus {number}"}} for number in areas],
        "bodies": [body(key) for key in keys],
        "measures": list(measures),
    }  # fmt: skip
    return plain | facts


def body(key, **facts):
    plain = {"key": key, "abbreviation": key, "name": {"fi": f"{key} suomeksi"}, "kind": "ministry", "parent": None}
    return plain | {"aliases": []} | facts


def bring(source, on=DAY, slug="ohjelma", file="ohjelma.json", **options):
    """Import a document (or the bytes of a file) on a day; fails when it was refused."""
    content = source if isinstance(source, bytes) else json.dumps(source, ensure_ascii=False).encode()
    names = options.pop("names", {})
    prepared = carry_out(file, content, slug, names, on, at(on), **options)
    assert prepared.may_apply, prepared.errors
    return prepared


def table(*rows):
    """A CSV table of (number, measure, implementation, bodies, schedule)."""
    return csv_text([HEADER, *rows])


def bring_table(*rows, on=DAY, **options):
    return bring(table(*rows), on, file="taulukko.csv", names={"fi": "Ohjelma"}, **options)


def exported(on=DAY, slug="ohjelma"):
    return programme_document(Programme.objects.get(slug=slug), on)


def text_of(on=DAY, slug="ohjelma"):
    return dumps(exported(on, slug))


def told(prepared):
    """What an import changed, as (verb, subject, measure/key)."""
    return [(c.verb, c.subject, "/".join(filter(None, (c.measure, c.key)))) for c in prepared.differing]
