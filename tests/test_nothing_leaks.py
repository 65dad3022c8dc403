"""S-30: what is not public is in no answer that others get: no page, sheet, document, header, count or search.

Two questions. Every text that is not public holds a word of its own, and that word is looked for in every answer,
unpacked. And whatever bodies and the office do before they publish changes not one byte of what others get.
"""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from actions.models import Measure, MeasureSearch, ProgrammeImport
from actors.models import Body, User
from config.demonstration import moment
from tests.addresses import (
    NOT_PUBLISHED,
    PEOPLE,
    PROGRAMME,
    client_of,
    examples,
    make_all,
    make_mail,
    make_upload,
    update_of,
)
from tests.factories import (
    make_body,
    make_measure,
    make_programme,
    make_round,
    make_schedule_item,
    make_seat,
    make_step,
    make_update,
    make_user,
)  # fmt: skip
from tests.reports.files import everything
from updates.models import Approval, Inquiry, InquiryAnswer, LogEntry, Mail, Promise, Round, Telling, Update

pytestmark = pytest.mark.django_db

#: OUT has no role in any measure; THL, the partner's body, has parts of its own to read.
READERS = ("visitor", "outsider", "partner", "administrator", "steering", "office")
#: Who reads answers whole also reads who gave them; administrators keep people.
TOLD_NAMES = ("steering", "office", "administrator")
TEXTS = ("reason", "done", "next", "obstacles", "decision_needed", "public_fi", "public_sv", "public_en")
PUBLIC = TEXTS[5:]
#: What is said beside the texts: promises and what became of them are read with the answer, a dissent by the office.
LINES = ("promise", "telling")
WORD = re.compile("canary[a-z]+", re.IGNORECASE)
FILES = ("xlsx", "docx", "pdf")
#: What differs from one answer to the next for the same reader: tokens, times, and sizes that follow from them.
VARYING = re.compile(
    r"""name="(csrfmiddlewaretoken|opened)"\ value="[^"]*" | X-CSRFToken":\ "[^"]*" | csrf=\w+
    | 'Content-Length':\ '\d+' | delay:\d+s | \d{1,2}[.:]\d\d([.:]\d\d)? | expires=[^;]+""",
    re.VERBOSE,
)
VERSION = re.compile(r"\b[0-9a-f]{12}\b|\b[0-9a-f]{64}\b")


def letters(number):
    """A number in letters, so that what it is part of is one word to every search."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def word(update, field):
    return f"canary{update.state}{letters(update.pk)}{field.replace('_', '')}"


def may_read(update, reader):
    """The texts of an answer that a reader may be given."""
    is_hidden = not update.measure.programme.is_published
    if reader == "partner" and update.body.key == "THL":
        return (*TEXTS, *LINES, "dissent")
    if update.state != "draft" and (reader == "office" or (reader == "steering" and not is_hidden)):
        return (*TEXTS, *LINES, "dissent") if reader == "office" else (*TEXTS, *LINES)
    return PUBLIC if update.state == "published" and not is_hidden else ()


def secrets_from(reader):
    """Every word that the reader may not be given."""
    found = set()
    for update in Update.objects.select_related("body", "measure__programme"):
        allowed = may_read(update, reader)
        found |= {word(update, field) for field in (*TEXTS, *LINES, "dissent") if field not in allowed}
    found |= {f"canaryinquiry{each}" for each in ("OM", "POHA", "Kuntaliitto") if reader not in {"office", "steering"}}
    if reader != "office":
        found |= {"canarylog", "canarymail", "canaryapproval"}
    if reader != "office":
        found |= {"canaryhidden", "canaryfile"}
    if reader not in TOLD_NAMES:
        for user in User.objects.exclude(email=PEOPLE[reader]):
            found |= {user.name, user.title, user.email}
    if reader == "partner":  # whoever is asked reads who asks
        found -= set(Inquiry.objects.values_list("asked_by__name", flat=True))
    return found


@pytest.fixture
def outsider(demo_rows, db, monkeypatch):
    monkeypatch.setitem(PEOPLE, "outsider", "outsider@example.org")
    person = make_user(PEOPLE["outsider"], name="Ulkopuolinen")
    make_seat(person, make_body("OUT", name_fi="Ulkopuolinen virasto"), "coordinator")


@pytest.fixture
def canaries(outsider):
    """A word of its own in every text of every answer, and in everything else that is not public."""
    hide_a_programme()
    keep_a_file()
    make_mail()
    make_upload()
    for update in Update.objects.select_related("body", "measure__programme"):
        for field in (*TEXTS, "dissent"):
            setattr(update, field, word(update, field))
        update.save()
    for promise in Promise.objects.select_related("update"):
        promise.text = word(promise.update, "promise")
        promise.save()
    for telling in Telling.objects.select_related("update"):
        telling.because = word(telling.update, "telling")
        telling.save()
    say_it_in_the_round()
    for n, user in enumerate(User.objects.all(), 100):
        user.name, user.title = f"canaryperson{letters(n)}", f"canarytitle{letters(n)}"
        user.save()


def say_it_in_the_round():
    """Words of the round that are neither of an answer nor public: books, mails, approvals, urgent questions."""
    for entry in LogEntry.objects.exclude(of__body__key="THL"):
        entry.words = "canarylog"
        entry.save()
    for mail in Mail.objects.all():
        mail.subject = mail.text = "canarymail"
        mail.save()
    for approval in Approval.objects.exclude(of__body__key="THL"):
        approval.name = approval.title = "canaryapproval"
        approval.save()
    for answer in InquiryAnswer.objects.exclude(body__key="THL").exclude(words=""):
        answer.words = f"canaryinquiry{answer.body.key}"
        answer.save()


def hide_a_programme(slug=NOT_PUBLISHED):
    """A programme that is not published, with an answer in every state."""
    hidden = make_programme(slug, name_fi="canaryhiddenname", summary_fi="canaryhiddensummary", is_published=False)
    spring = make_round(hidden, "kevat-2018", name_fi="canaryhiddenround")
    for n, state in enumerate(("draft", "submitted", "published"), 1):
        words = {"title_fi": "canaryhiddentitle", "text_fi": "canaryhiddentext"}
        measure = make_measure(hidden, f"1.{n}", lead=Body.objects.get(key="STM"), **words)
        make_step(measure, text_fi="canaryhiddenstep")
        make_schedule_item(measure, text_fi="canaryhiddenschedule")
        MeasureSearch.renew([measure.pk])
        make_update(measure, spring, state=state)
    for area in hidden.areas.all():
        area.name_fi = "canaryhiddenarea"
        area.save()


def keep_a_file():
    """A file that waits to be confirmed."""
    ProgrammeImport.objects.create(
        slug=PROGRAMME, file_name="canaryfilename.xlsx", name_fi="canaryfileprogramme", sha256="0" * 64,
        content=b"canaryfilecontent", made_at=moment(date(2018, 6, 1)),
    )  # fmt: skip


def places():
    """Every address to look at: the examples of every page, lists asked in many ways, documents in every format."""
    listed, sheet, report = (
        reverse(name, args=[PROGRAMME])
        for name in ("actions:measure_list", "actions:measure_list_excel", "reports:progress_list")
    )
    questions = [
        "confidence=blocked",
        "late=1",
        "stage=implemented",
        "freshness=this_round",
        "on=2018-06-27",
        "body=thl",
    ]
    questions += [f"sort={sign}{column}" for column in ("stage", "confidence", "due", "reported") for sign in ("", "-")]
    found = [*examples().values(), f"{sheet}?confidence=blocked", f"{report}?on=2018-06-27"]
    found += [f"{listed}?{question}" for question in questions]
    found += [reverse("reports:body_page", args=[body]) for body in ("sm", "stm", "thl")]
    for code in ("2.9", "2.14", "3.3", "6.4"):
        found += [
            reverse(name, args=[PROGRAMME, code]) for name in ("reports:measure_page", "reports:progress_measure")
        ]
    of_measure = reverse("reports:progress_measure", args=[PROGRAMME, "2.14"])
    return found + [f"{page}format={kind}" for page in (f"{report}?area=3&", f"{of_measure}?") for kind in FILES]


def answers(reader, addresses):
    """address → everything that the reader gets from it: status, headers, and the words of page or file, unpacked."""
    client = client_of(reader)
    return {address: told(client.get(address)) for address in addresses}


def told(response):
    name = response.headers.get("Content-Disposition", "")
    kind = next((kind for kind in FILES if name.endswith(f'.{kind}"')), "")
    content = HttpResponse(response.getvalue() if response.streaming else response.content)
    return f"{response.status_code} {dict(response.headers)} {response.cookies}\n{everything(content, kind)}"


@pytest.mark.parametrize(
    ("reader", "language"), [*((each, "fi") for each in READERS), ("visitor", "sv"), ("visitor", "en")]
)
def test_no_answer_holds_what_its_reader_may_not_know(canaries, reader, language):
    secrets = {secret.lower() for secret in secrets_from(reader)}
    with override(language):
        got = answers(reader, places())
    assert {address: found for address, text in got.items() if (found := held(text.lower(), secrets))} == {}


def held(text, secrets):
    """Which of the secrets are in the text; of those in canaries only these words are read, which are few."""
    canaries = " ".join(WORD.findall(text))
    return [secret for secret in sorted(secrets) if secret in (canaries if secret.startswith("canary") else text)]


def test_what_a_reader_may_know_is_found(canaries):
    """The question above can fail: the same search finds what each of them may read."""
    published, submitted, part = update_of("2.9"), update_of("2.14"), update_of("3.3", "partner")
    with override("fi"):
        pages = [reverse("reports:measure_page", args=[PROGRAMME, code]) for code in ("2.9", "2.14", "3.3")]
        files = [f"{reverse('reports:progress_list', args=[PROGRAMME])}?area=2&format={kind}" for kind in FILES]
    for asked in ([pages[0]], *([file] for file in files)):
        assert word(published, "public_fi") in " ".join(answers("visitor", asked).values())
    found = {reader: " ".join(answers(reader, pages).values()) for reader in ("partner", "steering", "office")}
    assert word(part, "done") in found["partner"]
    assert word(submitted, "decision_needed") in found["steering"]
    assert word(submitted, "decision_needed") in found["office"]


@pytest.mark.parametrize("reader", ["visitor", "partner"])
def test_a_search_for_a_secret_word_answers_as_for_a_word_that_is_nowhere(canaries, reader):
    client, submitted = client_of(reader), update_of("2.14")
    nowhere = "canarynowhere"
    names = ("actions:measure_list", "actions:measure_list_excel", "reports:progress_list")
    pages = [*(reverse(name, args=[PROGRAMME]) for name in names), reverse("reports:body_list")]
    for secret in (word(submitted, "done"), word(submitted, "public_fi"), "canaryhiddentitle", "canarypersonbaa"):
        for page in pages:
            one, other = (searched(client, page, asked) for asked in (secret, nowhere))
            assert one == other, f"{page} for {secret}"


def searched(client, page, asked):
    """What a search answers, without the words that were asked, and what differs from one answer to the next."""
    text = told(client.get(page, {"q": asked})).replace(asked, "")
    return VERSION.sub("", VARYING.sub("", text))


def before_publishing():
    """What bodies and the office do before anything is published: a draft, a blocked measure with a schedule done on a
    day that was late, a part, an answer taken back, a file, a programme in the making, a new person."""
    spring, sm = Round.objects.get(slug="kevat-2018", programme__slug=PROGRAMME), Body.objects.get(key="SM")
    measures = {code: Measure.objects.get(code=code, programme__slug=PROGRAMME) for code in ("1.2", "2.5", "2.7")}
    by, at = User.objects.get(email=PEOPLE["approver"]), moment("2018-06-29")
    make_update(measures["1.2"], spring, sm)
    blocked = make_update(measures["2.7"], spring, sm, confidence="blocked")
    for item in measures["2.7"].schedule.all():
        blocked.outcomes.create(item=item, done_on=date(2018, 1, 9))
    blocked.hand_in(by, at)
    make_update(measures["2.5"], spring, Body.objects.get(key="Tulli"), role="partner").hand_in(by, at)
    update_of("2.8").take_back(by, at)
    hide_a_programme("toinen-2019")
    keep_a_file()


def test_nothing_that_is_done_before_publishing_changes_what_others_get(outsider):
    make_all()
    pages = [reverse("reports:measure_page", args=[PROGRAMME, code]) for code in ("1.2", "2.5", "2.7", "2.8")]
    # A PDF is never the same twice, and neither is the secret that a second factor begins with.
    addresses = [address for address in (*places(), *pages) if not re.search("pdf$|/accounts/", address)]
    asked = {"visitor": addresses, "partner": addresses, "office": pages}
    before = {reader: answers(reader, addresses) for reader, addresses in asked.items()}
    before_publishing()
    changed = {reader: differing(before[reader], answers(reader, addresses)) for reader, addresses in asked.items()}
    assert changed == {"visitor": [], "partner": [], "office": pages[1:]}  # of a draft, the office is not told either


def differing(before, after):
    """The addresses that answer something else than before."""
    return [address for address in before if VARYING.sub("", before[address]) != VARYING.sub("", after[address])]
