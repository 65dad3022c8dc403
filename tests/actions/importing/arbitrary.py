"""Arbitrary valid interchange documents, for hypothesis."""

from datetime import date

from hypothesis import strategies as st

from actions.importing.document import alias_order, link_name
from actions.schedule_reader import bounds
from actors import wording
from tests.actions.importing.programmes import leans_on, role

LANGUAGES = ("fi", "sv", "en")
KINDS = ("date", "month", "season", "year", "range", "by", "from", "continuous", "recurring", "conditional", "none")
EDTF = (None, "2018", "2018-05", "2018-05-31", "2018-23", "2018/2019-03", "../2018-12-31", "2019/..", "2018-24")
BODY_KINDS = ("ministry", "agency", "collective", "other")
letters = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\ufeff"), max_size=12
) | st.sampled_from(["SM", "sm", "S M", "ÄÖ", "ä", "a|b", "'; --", "<b>", "=1+1", "%s", "{x}", "2.10", "İ", "ß"])
lines = letters.map(wording.one_line)
names = lines.filter(bool)
prose = st.lists(lines, max_size=3).map("\n".join).map(wording.clean)
days = st.dates(date(1990, 1, 1), date(2050, 1, 1))


def texts(of, least=0):
    return st.dictionaries(st.sampled_from(LANGUAGES), of.filter(bool), min_size=least)


@st.composite
def bodies(draw):
    keys = draw(st.lists(names.map(lambda key: key[:20].strip()).filter(bool), unique=True, min_size=1, max_size=5))
    aliases = draw(st.lists(names, unique_by=wording.fold, max_size=5))
    found = []
    for at, key in enumerate(keys):
        own = {"fi": draw(names)} | draw(texts(names))
        above = draw(st.sampled_from([None, *keys[:at]]))
        facts = {
            "key": key,
            "abbreviation": draw(lines)[:30].strip(),
            "name": in_order(own),
            "kind": draw(st.sampled_from(BODY_KINDS)),
        }
        found.append(facts | {"parent": above, "aliases": sorted(aliases[at :: len(keys)], key=alias_order)})
    return sorted(found, key=lambda body: body["key"])


def in_order(by_language):
    return {language: by_language[language] for language in LANGUAGES if language in by_language}


@st.composite
def schedule_items(draw, n, steps):
    edtf = draw(st.sampled_from(EDTF))
    earliest, latest = bounds(edtf) if edtf else (None, None)
    parts = st.fixed_dictionaries({"text": prose, "kind": st.sampled_from(KINDS), "edtf": st.sampled_from(EDTF)})
    facts = {
        "n": n,
        "label": draw(st.sampled_from([None, "1", "a"])),
        "step": draw(st.sampled_from([None, *steps])),
        "text": in_order(draw(texts(prose))),
        "kind": draw(st.sampled_from(KINDS)),
        "edtf": edtf,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "parts": draw(st.lists(parts, max_size=2)),
    }
    return facts | draw(st.sampled_from([{}, {"corrected": True}]))


@st.composite
def measures(draw, code, codes, areas, keys, tags):
    steps = sorted(draw(st.sets(st.integers(1, 4), max_size=3)))
    items = sorted(draw(st.sets(st.integers(1, 5), max_size=3)))
    held = draw(
        st.lists(roles(keys, steps), unique_by=lambda r: (r["role"], r["body"], r["under"], r.get("step")), max_size=4)
    )
    targets = [leans_on(other) for other in codes] + [leans_on(area=area) for area in areas]
    leaning = draw(st.lists(st.sampled_from(targets), unique_by=str, max_size=3)) if targets else []
    facts = {
        "number": code[0],
        "part": code[1],
        "area": draw(st.sampled_from([None, *areas])),
        "title": in_order(draw(texts(names))),
        "text": in_order(draw(texts(prose))),
        "responsibilities": held,
        "steps": [
            {"n": n, "label": draw(st.sampled_from([None, "1"])), "text": in_order(draw(texts(prose)))} for n in steps
        ],
        "schedule": [draw(schedule_items(n, steps)) for n in items],
        "links": sorted(leaning, key=link_name),
    }
    if tagged := sorted(draw(st.sets(st.sampled_from(tags), max_size=2)) if tags else []):
        facts["phenomena"] = tagged
    if draw(st.booleans()):
        facts["source"] = {"document": draw(names), "lines": draw(st.sampled_from([[1, 2], [7, 7], [None, None]]))}
    return facts


@st.composite
def roles(draw, keys, steps):
    kind, body, under = (
        draw(st.sampled_from(["lead", "unit", "partner"])),
        draw(st.sampled_from(keys)),
        draw(st.sampled_from([None, *keys])),
    )
    facts = role(kind, body, under, qualifier=draw(names | st.none()), as_printed=draw(names | st.none()))
    return facts | draw(st.sampled_from([{}, *({"step": n} for n in steps)]))


@st.composite
def documents(draw):
    """A document in its normal form; its measures, areas and phenomena are in the order of an export."""
    found = draw(bodies())
    keys = [body["key"] for body in found]
    areas = draw(st.lists(st.sampled_from(["1", "2", "9", "10", "A"]), unique=True, max_size=3))
    tags = sorted(draw(st.sets(st.sampled_from(["kyber", "nuoret", "alue-1"]), max_size=2)))
    numbers = st.sampled_from(["1.1", "1.2", "1.10", "2.9", "Toimi 3"])
    codes = draw(st.lists(st.tuples(numbers, st.sampled_from([None, "a", "b"])), unique=True, max_size=4))
    codes = sorted(codes, key=lambda code: wording.number_key(code[0], code[1] or ""))
    cited = [f"{number}{part or ''}" for number, part in codes]
    own = {
        "slug": "ohjelma",
        "name": in_order(draw(texts(names))),
        "kind": draw(st.sampled_from(["action_programme", "cooperation_model"])),
    }
    own |= {"measure_word": in_order(draw(texts(names)))}
    facts = {
        "format": "etenee-programme/1",
        "programme": own | draw(st.sampled_from([{}, {"adopted": "2017-10-05"}, {"summary": {"fi": "x\n\ny"}}])),
        "areas": [
            {"number": number, "name": in_order(draw(texts(names)))} for number in sorted(areas, key=wording.number_key)
        ],
        "bodies": found,
        "measures": [draw(measures(code, cited, areas, keys, tags)) for code in codes],
    }
    if tags:
        facts["phenomena"] = [{"slug": slug, "name": {"fi": slug} | in_order(draw(texts(names)))} for slug in tags]
    return facts
