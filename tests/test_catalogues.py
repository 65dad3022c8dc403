"""The catalogues are whole, say what the glossary says, and nothing that people read stays outside them."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import django
import polib
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from config import borrowed
from strategy.models import RESERVED

ROOT = Path(__file__).parents[1]
LANGUAGES = ["fi", "sv", "en"]
ROOMS = ["config", "api", "reports", "meetings", "updates", "projects", "actions", "strategy", "actors"]
CODE = [
    file for room in ROOMS for file in sorted(ROOT.glob(f"{room}/**/*.py")) if "migrations" not in file.parts
]  # fmt: skip
# 500.html stands alone: it says the same in three languages, because what failed may be what translates.
TEMPLATES = sorted(
    path for path in ROOT.glob("templates/**/*") if path.suffix in {".html", ".txt"} and path.name != "500.html"
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|<\w+:\w+>|</?[a-z][^<>]*>")

# Words of addresses that are the same in English and in the language.
SAME_IN_ADDRESSES = {"fi": {"excel"}, "sv": {"excel", "import", "session"}}
# Messages that read the same in English and in the language: names, signs, numbers, words both languages have.
SAME = {
    "fi": {"Etenee", "Etenee, %(site)s", "Word", "XLIFF", "%(thing)s, %(field)s", "%(span)s (%(kind)s)", "%(reason)s"},
    "sv": {
        "Etenee", "Etenee, %(site)s", "%(thing)s, %(field)s", "%(span)s (%(kind)s)", "%(reason)s", "import", "text",
        "Text", "Region", "Administration", "Version", "Symbol",
        "cell %(cell)s", "Cell", "person", "Word", "XLIFF",
    },
}  # fmt: skip

# Finnish and Swedish by the English message and its context, as in the glossary and the status grammar of the look.
GLOSSARY = {
    ("stage", "not started"): ("ei aloitettu", "inte inledd"),
    ("stage", "in preparation"): ("valmistelussa", "under beredning"),
    ("stage", "in progress"): ("käynnissä", "pågår"),
    ("stage", "implemented"): ("toteutunut", "genomförd"),
    ("stage", "partly implemented"): ("osittain toteutunut", "delvis genomförd"),
    ("stage", "continuous activity"): ("jatkuvaa toimintaa", "kontinuerlig verksamhet"),
    ("stage", "discontinued"): ("keskeytetty", "avbruten"),
    ("stage", "merged"): ("yhdistetty", "sammanslagen"),
    ("stage", "not pursued"): ("ei toteuteta", "genomförs inte"),
    ("confidence", "on plan"): ("etenee suunnitellusti", "framskrider enligt plan"),
    ("confidence", "at risk of delay"): ("vaarassa viivästyä", "risk för försening"),
    ("confidence", "delayed"): ("viivästynyt", "försenad"),
    ("confidence", "blocked"): ("pysähtynyt", "avstannad"),
    ("freshness", "not reported"): ("ei raportoitu", "inte rapporterad"),
    (None, "Stage"): ("Vaihe", "Skede"),
    (None, "Confidence"): ("Arvio aikataulusta", "Bedömning av tidsplanen"),
    (None, "Area"): ("Toimenpidekokonaisuus", "Åtgärdshelhet"),
    (None, "Measure"): ("Toimenpide", "Åtgärd"),
    (None, "Phenomenon"): ("Ilmiö", "Fenomen"),
    (None, "Responsible body"): ("Vastuutaho", "Ansvarig instans"),
    (None, "Lead"): ("Päävastuutaho", "Huvudansvarig instans"),
    (None, "Partner"): ("Yhteistyötaho", "Samarbetspart"),
    (None, "Body"): ("Toimija", "Aktör"),
    (None, "Schedule"): ("Aikataulu", "Tidsplan"),
    (None, "Round"): ("Kierros", "Omgång"),
    (None, "Draft"): ("Luonnos", "Utkast"),
    (None, "Save draft"): ("Tallenna luonnos", "Spara utkast"),
    (None, "Correct the following errors"): ("Korjaa seuraavat virheet", "Rätta följande fel"),
    (None, "Skip to content"): ("Hyppää sisältöön", "Hoppa till innehåll"),
    (None, "Accessibility statement"): ("Saavutettavuusseloste", "Tillgänglighetsutlåtande"),
    (None, "Privacy notice"): ("Tietosuojaseloste", "Dataskyddsbeskrivning"),
    (None, "Steering group member"): ("Ohjausryhmän jäsen", "Medlem i styrgruppen"),
    (None, "update"): ("tilannepäivitys", "lägesuppdatering"),
}


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))


def texts(entry: polib.POEntry) -> list[str]:
    """What the entry says in its language: one text, or one for each number."""
    return [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def is_address(entry: polib.POEntry) -> bool:
    return entry.msgid.endswith("/") and " " not in entry.msgid


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_doubtful_or_left_over(language):
    po = catalogue(language)

    assert [key(entry) for entry in po if not all(texts(entry))] == []
    assert [key(entry) for entry in po if entry.fuzzy or entry.obsolete] == []
    assert not po.metadata_is_fuzzy


def test_the_languages_have_the_same_messages():
    fi, sv, en = ({key(entry) for entry in catalogue(language)} for language in LANGUAGES)

    assert fi == sv == en


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_message(language):
    wrong = []
    for entry in catalogue(language):
        of_many = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        *of_one, last = (sorted(PLACEHOLDER.findall(text)) for text in texts(entry))
        if last != of_many or any(set(found) - set(of_many) for found in of_one):
            wrong.append(key(entry))

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_begin_and_end_like_the_message(language):
    def ends(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.rstrip()[-1:] in ":…"

    assert [
        key(entry) for entry in catalogue(language) if any(ends(text) != ends(entry.msgid) for text in texts(entry))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_that_of_the_texts(language):
    po = catalogue(language)
    mo = polib.mofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.mo"))

    assert {key(entry): texts(entry) for entry in mo} == {key(entry): texts(entry) for entry in po}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_nothing_is_left_in_english(language):
    same = [entry.msgid for entry in catalogue(language) if entry.msgid in texts(entry) and not is_address(entry)]

    assert set(same) - SAME[language] - {entry for entry in same if not re.search("[a-z]", entry)} == set()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_quotation_marks_are_those_of_the_language(language):
    assert [
        key(entry) for entry in catalogue(language) if any(re.search("[“„«»]", text) for text in texts(entry))
    ] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_ending_is_glued_to_a_name_or_a_number(language):
    glued = re.compile(r"%\(\w+\)[sd][:’'-]?[a-zåäö]")

    assert [key(entry) for entry in catalogue(language) if any(glued.search(text) for text in texts(entry))] == []


@pytest.mark.parametrize("place", [0, 1], ids=["fi", "sv"])
def test_words_are_those_of_the_glossary(place):
    said = {key(entry): entry.msgstr for entry in catalogue(LANGUAGES[place])}

    assert {word: said.get(word) for word in GLOSSARY} == {word: both[place] for word, both in GLOSSARY.items()}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_status_has_the_same_word_everywhere(language):
    words = defaultdict(set)
    for entry in catalogue(language):
        if entry.msgctxt in {"stage", "confidence", "freshness", "mark", "narrow column"}:
            words[entry.msgid.casefold()].add(entry.msgstr.replace("\u00ad", "").casefold())

    assert {english: said for english, said in words.items() if len(said) > 1} == {}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_addresses_are_translated_into_plain_words_one_for_each_idea(language):
    words = defaultdict(set)
    for entry in filter(is_address, catalogue(language)):
        parts, said = entry.msgid.split("/"), entry.msgstr.split("/")
        assert len(parts) == len(said), entry.msgid
        for english, word in zip(parts, said, strict=True):
            words[english].add(word)

    kept = {word for word in words if not word or word.startswith("<")} | SAME_IN_ADDRESSES[language]
    assert {english: said for english, said in words.items() if len(said) > 1} == {}
    assert {english for english, said in words.items() if said == {english}} - kept == set()
    assert [
        word for said in words.values() for word in said if not re.fullmatch(r"[a-z-]*|<[a-z]+:[a-z]+>", word)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_programme_can_take_the_address_of_a_page(language):
    """A page of the site that stands where a programme's address stands has a reserved first part."""
    with override(language):
        pages = [each for each in get_resolver().url_patterns if str(each.pattern) == f"{language}/"]
        firsts = {str(route).split("/")[0] for page in pages for route in routes(page)}

    assert firsts
    assert {first for first in firsts if first and not first.startswith("<")} - set(RESERVED) == set()


def routes(resolver: URLResolver | URLPattern, before: str = "") -> list[str]:
    """Every route below a resolver, without the resolver's own part."""
    found = []
    for each in resolver.url_patterns:
        route = before + str(each.pattern).lstrip("^")
        found += routes(each, route) if isinstance(each, URLResolver) else [route]
    return found


def test_messages_are_marked_so_that_the_catalogues_find_them():
    """xgettext knows gettext's own names and `_`, and reads no escapes."""
    renamed = [
        f"{file.relative_to(ROOT)}: {alias.name} as {alias.asname}"
        for file in CODE
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and (alias.asname != "_" or alias.name not in {"gettext", "gettext_lazy"})
    ]

    assert renamed == []
    assert [entry.msgid for entry in catalogue("en") if "\\" in entry.msgid] == []


def test_borrowed_words_are_still_those_of_their_packages():
    packages = Path(django.__file__).parents[1]
    theirs = {
        entry.msgid for name in ("django", "allauth") for file in packages.glob(f"{name}/**/locale/sv/**/*.po")
        for entry in polib.pofile(str(file))
    }  # fmt: skip
    calls = [node for node in ast.walk(ast.parse(Path(borrowed.__file__).read_text())) if isinstance(node, ast.Call)]

    assert {call.args[0].value for call in calls} - theirs == set()


# Literal text in templates that is not for translating: names, forms, signs.
LITERAL = {
    "Etenee", "SHA-256", "EUPL-1.2", "saavutettavuusvaatimukset.fi", "saavutettavuus@traficom.fi", "traficom.fi",
    "POHA, RVL", "programme", "areas", "bodies", "measures", "responsibilities", "steps", "schedule", "links",
}  # fmt: skip
UNSEEN = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->|{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}"
    r"|<(script|style)\b.*?</\1>|<code>.*?</code>",
    re.DOTALL,
)
SEEN_ATTRIBUTE = re.compile(
    r'\b(?:alt|title|placeholder|aria-label|aria-description|label)="([^"{}]*[A-Za-z]{2}[^"{}]*)"'
)
GIVEN = re.compile(r"""{%\s*(?:include|with|firstof)\b.*?%}""", re.DOTALL)
SENTENCE = re.compile(r"""(?<!_\()(["'])([A-ZÅÄÖ][^"']* [^"']*|[A-ZÅÄÖ][a-zåäö]{2,})\1""")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_templates_say_nothing_outside_the_catalogues(file):
    source = UNSEEN.sub(" ", file.read_text())
    given = [match[2] for tag in GIVEN.findall(source) for match in [*SENTENCE.finditer(tag)]]
    attributes = SEEN_ATTRIBUTE.findall(source)
    between = re.sub(r"{%.*?%}|{{.*?}}", "\0", source, flags=re.DOTALL)
    between = re.sub(r"<[^>]*>", "\0", between)
    words = [text.strip(" \n·:,.–()/;&→") for text in between.split("\0")]

    assert [
        text for text in [*words, *attributes, *given] if re.search("[A-Za-zÅÄÖåäö]{2}", text) and text not in LITERAL
    ] == []


# What these calls and keywords are given is read by people.
SHOWN_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "description"}
SHOWN_CALLS = {"ValidationError": 0, "success": 1, "info": 1, "warning": 1, "error": 1, "add_error": 1}


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_code_says_nothing_to_people_outside_the_catalogues(file):
    said = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            said += [word.value for word in node.keywords if word.arg in SHOWN_KEYWORDS]
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = SHOWN_CALLS.get(name)
            said += node.args[place : place + 1] if place is not None else []
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & SHOWN_KEYWORDS:
            said.append(node.value)

    assert [ast.unparse(value) for value in said if is_literal(value)] == []


def is_literal(value: ast.expr) -> bool:
    """A string of at least two letters, put together or not; not what gettext gives."""
    if isinstance(value, ast.BinOp):
        return is_literal(value.left)
    if isinstance(value, ast.JoinedStr):
        return any(is_literal(part) for part in value.values)
    return (
        isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(re.search("[A-Za-z]{2}", value.value))
    )
