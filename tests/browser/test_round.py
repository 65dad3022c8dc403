"""A whole round, played by the named cast in real browsers against a real server, once in Finnish and once in Swedish:
the office opens it, bodies answer on the web and by workbook, approvers approve, the office returns, accepts,
publishes and closes. Afterwards every text that was ever typed is found in the history."""

import re
import subprocess
import sys

import pytest
from django.utils.translation import override

from actions.status import Confidence, Stage
from tests.addresses import PROGRAMME
from tests.browser.playing import Play
from tests.browser.round_texts import SAID
from tests.demo_server import HOME, Beside, DemoServer
from tests.libreoffice import converted, needs_libreoffice
from tests.updates.mail_server import MailServer
from tests.updates.workbook_files import edit, opened, sheet_of
from updates.models import Fate

pytestmark = [pytest.mark.browser, pytest.mark.django_db, needs_libreoffice]

CAST = {
    "office": "ohjelmatoimisto@example.org",
    "stm": "koordinaattori.stm@example.org",
    "stm_approver": "hyvaksyja.stm@example.org",
    "thl": "koordinaattori.thl@example.org",
    "om": "koordinaattori.om@example.org",
    "kuntaliitto": "koordinaattori.kuntaliitto@example.org",
}
NEW, DRAFT = ("Not begun", "answer"), ("Draft", "answer")
WITH_APPROVER, SUBMITTED, RETURNED, ACCEPTED = (
    (word, "return") for word in ("with the approver", "submitted", "returned", "accepted")
)


@pytest.fixture(scope="module")
def server(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = DemoServer(tmp_path_factory.mktemp("round"), "round")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def beside(server):
    beside = Beside(server)
    yield beside
    beside.stop()


@pytest.fixture
def mails():
    server = MailServer()
    yield server
    server.become("away")


@pytest.fixture(params=["fi", "sv"])
def play(request, chromium, server):
    play = Play(chromium, server, request.param, SAID[request.param], CAST)
    yield play
    play.end()


def test_a_whole_round_is_played_and_no_text_is_lost(play, mails, beside, tmp_path):
    assert beside("lost", list(play.texts.values())) == list(play.texts.values())
    the_office_opens_the_round(play)
    thl_writes_its_part(play)
    stm_answers_on_the_web(play)
    stm_sends_its_return_for_approval(play)
    the_approver_of_stm_approves_on_the_page(play)
    om_answers_by_workbook(play, tmp_path)
    om_asks_its_director_by_link(play)
    the_director_approves_by_the_link_once(play, link_in_the_mail(play, mails))
    the_approval_of_thl_came_by_mail(play)
    thl_puts_its_own_opinion(play)
    the_office_returns_oms_answer(play)
    om_completes_it_and_it_is_approved_again(play)
    the_office_accepts_the_returns(play)
    the_office_publishes_stms_text(play)
    the_office_closes_the_round(play)
    a_lock_says_why(play)
    assert set(play.typed) == set(play.texts.values())
    assert beside("lost", play.typed) == []


def slug(play):
    return f"kierros-{play.language}"


def name(play):
    return play.texts[f"round_{play.language}"]


def cockpit(play):
    """The office looks at the round."""
    play["office"].go("updates:cockpit", PROGRAMME, slug(play))
    return play["office"]


def assert_states(play, **expected):
    """The cockpit shows these bodies in these states."""
    rows = cockpit(play).page.locator("main tr:has(a.row-title)")
    shown = {
        row.locator("a.row-title").inner_text().strip(): row.locator("td .st").first.inner_text().strip()
        for row in rows.all()
    }
    wanted = {body: play.state(*state) for body, state in expected.items()}
    assert {body: shown.get(body) for body in wanted} == wanted


def open_return(play, body):
    """The office opens the return of a body from the cockpit."""
    office = cockpit(play)
    office.open(office.page.locator("main a.row-title").and_(office.page.get_by_role("link", name=body, exact=True)))
    return office


def open_answer(play, body, code):
    """The office opens an answer of a body from there."""
    office = cockpit(play)
    row = office.page.locator("main tr", has=office.page.get_by_role("link", name=body, exact=True))
    office.open(row.locator(".mchips a", has_text=code))
    return office


def the_office_opens_the_round(play):
    office = play["office"]
    office.follow("New round")
    for language in ("fi", "sv", "en"):
        office.type(f"name_{language}", f"round_{language}")
        office.type(f"guidance_{language}", f"guidance_{language}")
        office.type(f"question_1_{language}", f"question_{language}")
    days = {"opens": "30.6.2018", "partners_due": "10.8.2018", "due": "31.8.2018"}
    for field, value in {"slug": slug(play), "period_from": "16.6.2018", "period_until": "31.8.2018", **days}.items():
        office.fill(field, value)
    assert office.page.is_checked("input[name=needs_approval]")
    fold = office.page.locator(office.unfold("Ask of chosen measures alone"))
    for code in ("3.3", "6.4"):
        fold.get_by_role("checkbox", name=re.compile(rf"^{re.escape(code)}\s")).check()
    office.press("Make the round")
    assert office.page.inner_text("h1") == name(play)
    assert_states(play, STM=NEW, THL=NEW, OKM=NEW, OM=NEW)


def thl_writes_its_part(play):
    thl = play["thl"]
    thl.open_row("3.3")
    assert thl.has(f"guidance_{play.language}")
    thl.type("done", "part_done")
    thl.type("obstacles", "part_obstacles")
    promise(thl, "part_step", "31.10.2018")
    thl.page.select_option("[name=language]", play.language)
    check_and_mark_as_ready(thl, "part_done", "part_obstacles", "part_step")
    assert_states(play, THL=DRAFT, STM=NEW)


def promise(window, key, day):
    """A next step: what will be ready, by which day, and who does it; at first the body itself stands there."""
    window.type("step_1_text", key)
    window.fill("step_1_day", day)
    assert window.page.locator("[name=step_1_body] option:checked").inner_text() not in {"–", "Valitse"}


def check_and_mark_as_ready(window, *texts):
    """The check page shows what was written; then the answer is ready."""
    window.press("Check and mark as ready")
    assert window.has(*texts)
    window.press("Mark as ready")


def stm_answers_on_the_web(play):
    stm = play["stm"]
    stm.open_row("3.3")
    stm.type("done", "first_thought")
    stm.press("Save draft")
    assert_states(play, STM=DRAFT)
    stm_tells_what_became_of_its_promise(stm)
    stm.choose("stage", "in_progress")
    stm.choose("confidence", "on_plan")
    stm.type("done", "done")
    stm.type("obstacles", "obstacles")
    stm.type("question_1", "answer")
    stm.type("public_fi", "public_fi")
    stm.type("public_sv", "public_sv")
    promise(stm, "step", "30.11.2018")
    stm.page.select_option("[name=language]", play.language)
    stm_takes_over_what_thl_says(stm)
    check_and_mark_as_ready(stm, "promise_moved", "done", "part_done", "obstacles", "answer", "step", "public_sv")


def stm_tells_what_became_of_its_promise(stm):
    """It is asked first: the form begins with what was promised in autumn."""
    assert stm.page.locator("main form section.qa h2").first.inner_text() == stm.word("What you promised")
    (autumn,) = stm.page.locator("fieldset.promise:has(input[name$=_fate])").all()
    autumn.get_by_label(stm.play.state("moved", "promise"), exact=True).check()
    autumn.locator("input[name$=_day]").fill("30.9.2018")
    autumn.locator("input[name$=_because]").fill(stm.play.say("promise_moved"))


def stm_takes_over_what_thl_says(stm):
    assert stm.has("part_done", "part_obstacles")
    stm.open(stm.page.locator("button[name=take]"))
    taken = stm.page.input_value("textarea[name=done]")
    assert taken == f"{stm.play.texts['done']}\n\nTHL: {stm.play.texts['part_done']}"


def stm_sends_its_return_for_approval(play):
    send_for_approval(play["stm"])
    assert_states(play, STM=WITH_APPROVER)


def send_for_approval(window):
    """From the page of the return, on which one comes when an answer is ready."""
    window.press("Send for approval")


def the_approver_of_stm_approves_on_the_page(play):
    approver = play["stm_approver"]
    approver.go("updates:my_work")
    approver.open(approver.page.locator("section[aria-labelledby=waiting] a", has_text=name(play)))
    assert approver.has("done", "part_done", "promise_moved", "step", "answer")
    approver.press("Approve")
    approver.open(approver.page.locator("section[aria-labelledby=approvals] a"))
    assert approver.has("done", "promise_moved", "step", "answer")
    assert re.search(r"\b[0-9a-f]{64}\b", approver.text())
    assert_states(play, STM=SUBMITTED)


def om_answers_by_workbook(play, folder):
    om = play["om"]
    om.follow("The whole return")
    om.follow("Answer in Excel")
    om.page.select_option("main [name=language]", play.language)
    with om.page.expect_download() as download:
        om.page.get_by_role("button", name=om.word("Take the workbook (.xlsx)"), exact=True).click()
    filled = filled_in(play, download.value.path().read_bytes())
    (folder / "back.xlsx").write_bytes(converted(filled, folder, "xlsx"))
    om.page.set_input_files("main input[name=file]", folder / "back.xlsx")
    om.press("Read the workbook")
    assert om.has("book_done", "book_obstacles", "book_step", "book_answer", "book_public_fi", "book_public_sv")
    assert om.page.locator("section[aria-labelledby=new] tbody tr").count() == 10
    om.press("Take in what is ticked")
    assert_states(play, OM=DRAFT)
    om.go("updates:my_work")
    om.open_row("6.4")
    check_and_mark_as_ready(om, "book_done", "book_obstacles", "book_step", "book_answer", "book_public_sv")
    send_for_approval(om)
    assert_states(play, OM=WITH_APPROVER)


def filled_in(play, content):
    """The workbook as OM fills it: ten cells."""
    rows = {sheet: keys_of(content, sheet)[0] for sheet in ("answers", "promises", "steps", "questions")}
    texts = {"done": "book_done", "obstacles": "book_obstacles"}
    texts |= {f"public_{language}": f"book_public_{language}" for language in ("fi", "sv")}
    with override(play.language):
        words = {"stage": str(Stage.IN_PROGRESS.label), "confidence": str(Confidence.ON_PLAN.label)}
        fate = str(Fate.KEPT.label)
    edits = [("answers", column, word) for column, word in words.items()]
    edits += [("answers", column, play.say(key)) for column, key in texts.items()]
    edits += [("promises", "fate", fate), ("questions", "words", play.say("book_answer"))]
    edits += [("steps", "text", play.say("book_step")), ("steps", "day", "31.12.2018")]
    return edit(content, *((sheet, rows[sheet], column, value) for sheet, column, value in edits))


def keys_of(content, sheet):
    """The keys of the rows of a sheet."""
    column = [cell.value for cell in sheet_of(opened(content), sheet)["A"]]
    return [key for key in column if key and not key.startswith("etenee:")]


def om_asks_its_director_by_link(play):
    om = play["om"]
    inside = om.unfold("The approver has no account: send a link")
    om.type("name", "director", inside)
    om.type("title", "title", inside)
    om.type("email", "email", inside)
    om.press("Send the link")


def link_in_the_mail(play, mails):
    """What the director finds in the mail, once the clock has run `manage.py remind`."""
    environment = play.server.environment | {
        "ETENEE_TODAY": "2018-06-30",
        "EMAIL_URL": f"smtp://127.0.0.1:{mails.port}",
        "SITE_URL": play.server.url,
    }
    subprocess.run([sys.executable, "manage.py", "remind"], cwd=HOME, env=environment, check=True, capture_output=True)
    (mail,) = [mail for mail in mails.taken if mail["To"] == play.texts["email"]]
    assert mail["Content-Language"] == play.language
    assert name(play) in mail["Subject"]
    (link,) = re.findall(rf"{re.escape(play.server.url)}\S+", mail.get_content())
    return link


def the_director_approves_by_the_link_once(play, link):
    director = play.stranger()
    director.page.goto(link)
    director.look()
    assert director.has("director", "book_done", "book_step", "book_answer")
    director.press("Approve")
    assert director.word("This link has been used. It works once.") in director.text()
    another = play.stranger()
    another.page.goto(link)
    assert another.word("This link has been used. It works once.") in another.text()
    assert another.page.locator("main button").count() == 0
    assert_states(play, OM=SUBMITTED)


def record_the_approval(window, person, title, message):
    """An approval that came by e-mail, with the message."""
    inside = window.unfold("The approver has approved by e-mail")
    window.type("name", person, inside)
    window.type("title", title, inside)
    window.fill("day", "30.6.2018", inside)
    words = {"name": "hyväksyn.txt", "mimeType": "text/plain", "buffer": window.play.say(message).encode()}
    window.page.set_input_files(f"{inside} input[name=message]", words)
    window.press("Record the approval")


def the_approval_of_thl_came_by_mail(play):
    thl = play["thl"]
    send_for_approval(thl)
    assert_states(play, THL=WITH_APPROVER)
    record_the_approval(thl, "thl_director", "thl_title", "thl_message")
    assert thl.has("thl_director", "thl_title")
    assert_states(play, THL=SUBMITTED)


def thl_puts_its_own_opinion(play):
    thl = play["thl"]
    thl.go("updates:my_work")
    thl.open_row("3.3")
    assert thl.has("part_done", "done")
    thl.type("words", "dissent")
    thl.press("Save the opinion")
    assert open_answer(play, "THL", "3.3").has("part_done", "dissent")


def the_office_returns_oms_answer(play):
    office = open_answer(play, "OM", "6.4")
    assert office.has("book_done", "book_obstacles", "book_step", "book_answer")
    office.type("words", "comment", f"form:has(button:text-is('{office.word('Return to be completed')}'))")
    office.press("Return to be completed")
    assert_states(play, OM=RETURNED, STM=SUBMITTED)


def om_completes_it_and_it_is_approved_again(play):
    om = play["om"]
    om.go("updates:my_work")
    om.open_row("6.4")
    assert om.has("comment")
    om.type("reason", "completed")
    check_and_mark_as_ready(om, "completed", "book_done")
    assert om.word("%(who)s edited the text, and the approval lapsed").removeprefix("%(who)s") in om.text()
    send_for_approval(om)
    assert_states(play, OM=WITH_APPROVER)
    record_the_approval(om, "deputy", "deputy_title", "message")
    assert om.has("director", "deputy")
    assert_states(play, OM=SUBMITTED)


def the_office_accepts_the_returns(play):
    for body in ("STM", "THL", "OM"):
        open_return(play, body).press("Accept the return")
    assert_states(play, STM=ACCEPTED, THL=ACCEPTED, OM=ACCEPTED, OKM=NEW)


def the_office_publishes_stms_text(play):
    office = open_answer(play, "STM", "3.3")
    assert office.word("Taken over from partners") in office.text()
    assert office.has("done", "part_done", "promise_moved", "answer")
    office.press("Publish")
    visitor = play.stranger()
    visitor.go("reports:measure_page", PROGRAMME, "3.3")
    assert visitor.has(f"public_{play.language}")
    assert not visitor.has("done")


def the_office_closes_the_round(play):
    office = cockpit(play)
    office.follow("Close for good")
    assert "OKM" in office.text()
    office.press("Close for good")
    assert office.word("The round is closed for good.") in office.text()


def a_lock_says_why(play):
    """On the return of a body that has answered, and on the form of one that has not."""
    why = play["office"].word(
        "The round %(round)s was closed for good on %(day)s. What has changed since belongs to the next round."
    ) % {"round": name(play), "day": "30.6.2018"}
    play["stm"].go("updates:return_page", PROGRAMME, slug(play), "stm")
    assert why in play["stm"].text()
    play["kuntaliitto"].go("updates:update_form", PROGRAMME, "3.3", "kuntaliitto")
    assert why in play["kuntaliitto"].text()
    assert play["kuntaliitto"].page.locator("main form").count() == 0
