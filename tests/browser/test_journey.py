"""The main job from end to end: a coordinator writes, the office publishes, everyone reads, the report comes out; and
what may go wrong on the way loses nobody's words."""

import io
import zipfile
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from config.demonstration import PASSWORD
from tests.addresses import PROGRAMME

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OKM, SM, STM = (f"koordinaattori.{body}@example.org" for body in ("okm", "sm", "stm"))


SEND, APPROVE = "[aria-labelledby=send] button", "[aria-labelledby=approve] button.btn-primary"


def address(name, *arguments, language="fi"):
    with override(language):
        return reverse(name, args=arguments)


def form_address(code, body):
    return address("updates:update_form", PROGRAMME, code, body)


def press(page, selector):
    """Press what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def fill_answer(page, text):
    """Everything that an answer needs."""
    for promise in page.locator("input[name^=promise_][value=kept]").all():
        promise.check()
    page.check("input[name=stage][value=in_progress]")
    page.check("input[name=confidence][value=at_risk]")
    page.fill("textarea[name=reason]", f"{text}: syy.")
    page.fill("textarea[name=done]", f"{text}: tehty.")
    page.fill("input[name=step_1_text]", f"{text}: seuraavaksi.")
    page.fill("input[name=step_1_day]", "30.9.2018")
    for language in ("fi", "sv", "en"):
        page.fill(f"textarea[name=public_{language}]", f"{text} julki {language}.")


@pytest.mark.parametrize(
    ("script", "who", "code", "body"),
    [(True, "coordinator", "6.4", "om"), (False, STM, "3.3", "stm")],
    ids=["with script", "without script"],
)
def test_an_update_is_written_published_and_reported(open_page, script, who, code, body):
    text, measure = f"Matkakertomus {code}", address("reports:measure_page", PROGRAMME, code)
    page, visitor = open_page(who, java_script_enabled=script), open_page(java_script_enabled=script)
    page.goto(address("updates:my_work"))
    press(page, f"main a[href='{form_address(code, body)}']")
    fill_answer(page, text)
    press(page, ".savebar button:not([name])")
    assert page.input_value("textarea[name=done]") == f"{text}: tehty."
    press(page, "button[name=check]")
    assert f"{text}: tehty." in page.inner_text("main")
    press(page, "main form button.btn-primary")
    press(page, SEND)
    if body == "stm":
        approve(open_page("hyvaksyja.stm@example.org", java_script_enabled=script), body)
    else:
        record_approval(page)
    visitor.goto(measure)
    assert text not in visitor.content()
    office = open_page("office", java_script_enabled=script)
    publish(office, code)
    visitor.goto(measure)
    assert f"{text} julki fi." in visitor.inner_text("main")
    assert f"{text}: " not in visitor.content()
    told = words_of_all_formats(visitor, code)
    assert {kind: f"{text} julki fi." in words for kind, words in told.items()} == dict.fromkeys(told, True)
    assert {kind: f"{text}: " in words for kind, words in told.items()} == dict.fromkeys(told, False)


def approve(page, body):
    """As the approver: read the return and approve it."""
    page.goto(address("updates:return_page", PROGRAMME, "kevat-2018", body))
    press(page, APPROVE)


def record_approval(page):
    """As the coordinator: the director has approved by e-mail, and here is the message."""
    page.click("details:has(input[name=message]) summary")
    facts = {"name": "Ylijohtaja", "title": "ylijohtaja", "day": "29.6.2018"}
    for name, value in facts.items():
        page.fill(f"form:has(input[name=message]) input[name={name}]", value)
    page.set_input_files("input[name=message]", {"name": "hyvaksyn.txt", "mimeType": "text/plain", "buffer": b"ok"})
    press(page, "form:has(input[name=message]) button")


def publish(page, code):
    """As the office: find the answer on the desk, read it, publish it."""
    page.goto(address("updates:office"))
    press(page, f"main tr:has(.nr:text-is('{code}')) a.row-title")
    press(page, "main form button.btn-primary")


def words_of_all_formats(page, code):
    """format → the report's words, each run of white space one blank."""
    report = address("reports:progress_measure", PROGRAMME, code)
    page.goto(report)
    files = {kind: page.request.get(f"{report}?format={kind}").body() for kind in ("xlsx", "docx", "pdf")}
    pdf = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(files["pdf"])).pages)
    texts = {
        "page": page.inner_text("main"),
        "pdf": pdf,
        "xlsx": unzipped(files["xlsx"]),
        "docx": unzipped(files["docx"]),
    }
    return {kind: " ".join(text.replace("\u200b", "").split()) for kind, text in texts.items()}


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith("xml")]
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in names)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_two_people_who_write_at_once_lose_no_word(open_page, script):
    code = "4.3b" if script else "4.3c"
    first, second = (open_page(OKM, java_script_enabled=script) for _ in range(2))
    for page in (first, second):
        page.goto(form_address(code, "okm"))
    for page, text in ((first, "Ensimmäisen kirjoittajan sanat."), (second, "Toisen kirjoittajan sanat.")):
        page.fill("textarea[name=done]", text)
        press(page, ".savebar button:not([name])")
    shown = second.inner_text("main")
    assert "Ensimmäisen kirjoittajan sanat." in shown
    assert "Toisen kirjoittajan sanat." in shown
    assert second.input_value("textarea[name=done]") == "Toisen kirjoittajan sanat."
    second.fill("textarea[name=done]", "Ensimmäisen kirjoittajan sanat. Toisen kirjoittajan sanat.")
    press(second, ".savebar button:not([name])")
    first.reload()
    assert first.input_value("textarea[name=done]") == "Ensimmäisen kirjoittajan sanat. Toisen kirjoittajan sanat."


def test_a_draft_saves_itself_while_one_types(open_page):
    page, other = open_page(SM), open_page(SM)
    page.clock.install()
    page.goto(form_address("1.2", "sm"))
    page.locator("textarea[name=done]").press_sequentially("Tallentui itse.")
    with page.expect_response(lambda answer: is_post(answer) and "itse." in answer.request.post_data) as saved:
        page.clock.run_for(6_000)
    nth = page.input_value("input[name=nth]")
    assert parse_qs(saved.value.request.post_data)["nth"] == [nth]
    assert int(nth) > 1  # the first letter was saved at once
    other.goto(form_address("1.2", "sm"))
    assert other.input_value("textarea[name=done]") == "Tallentui itse."


def is_post(response):
    """A save: the page's own word that it is open is none."""
    return response.request.method == "POST" and "/kirjoittajat/" not in response.url


def test_a_form_that_is_open_tells_so_and_sends_no_words(open_page):
    page = open_page(OKM)
    with page.expect_response(lambda answer: "/kirjoittajat/" in answer.url) as told:
        page.goto(form_address("4.3b", "okm"))
    assert told.value.status == 204
    assert set(parse_qs(told.value.request.post_data)) == {"csrfmiddlewaretoken"}


def test_a_session_that_ends_while_one_types_loses_nothing(open_page):
    """Without script: saving asks to sign in, and the words come back."""
    page = open_page(OKM, java_script_enabled=False)
    page.goto(form_address("4.3b", "okm"))
    page.fill("textarea[name=obstacles]", "Kirjoitettu, kun istunto päättyi.")
    page.context.clear_cookies(name="session")
    press(page, ".savebar button:not([name])")
    enter(page, OKM)
    assert page.url.endswith(form_address("4.3b", "okm"))
    assert page.input_value("textarea[name=obstacles]") == "Kirjoitettu, kun istunto päättyi."


def test_a_session_that_ends_before_the_draft_saves_itself_loses_nothing(open_page):
    page = open_page(OKM)
    page.clock.install()
    page.goto(form_address("4.3b", "okm"))
    with page.expect_response(is_post):
        page.fill("textarea[name=obstacles]", "Kirjoitettu istunnon aikana.")
    page.context.clear_cookies(name="session")
    page.fill("textarea[name=obstacles]", "Kirjoitettu istunnon jälkeen.")
    with page.expect_response(is_post):
        page.clock.run_for(6_000)
    page.on("dialog", lambda dialog: dialog.accept())
    press(page, "#saved a")
    enter(page, OKM)
    assert page.input_value("textarea[name=obstacles]") == "Kirjoitettu istunnon jälkeen."


def enter(page, who):
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    press(page, "main form button[type=submit]")


def test_another_language_shows_the_same_page_with_the_same_question(open_page):
    page = open_page()
    page.goto(address("actions:measure_list", PROGRAMME) + "?q=poliisi&sort=-title&on=2018-03-31")
    codes = page.locator("main .nr").all_inner_texts()
    press(page, ".langs a[lang=sv]")
    assert page.url.endswith(
        address("actions:measure_list", PROGRAMME, language="sv") + "?q=poliisi&sort=-title&on=2018-03-31"
    )
    assert sorted(page.locator("main .nr").all_inner_texts()) == sorted(codes)
    assert codes


def test_another_day_is_looked_at_and_left_again(open_page):
    page = open_page()
    page.goto(address("actions:measure_list", PROGRAMME) + "?stage=in_progress")
    now = page.locator("main [role=status]").first.inner_text()
    page.click(".asof summary")
    page.fill("#day-looked-at", "31.12.2017")
    press(page, ".asof button")
    assert "31.12.2017" in page.inner_text(".asof")
    assert "stage=in_progress" in page.url
    then = page.locator("main [role=status]").first.inner_text()
    page.click(".asof summary")
    press(page, ".asof .day-form a")
    assert (page.locator("main [role=status]").first.inner_text() == now, then != now) == (True, True)


def test_the_appearance_is_chosen_and_kept(open_page):
    page = open_page(color_scheme="light")
    page.goto("/fi/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.check("[data-theme-switch] input[value=dark]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    response = page.goto(address("reports:body_list"))
    assert 'data-bs-theme="dark"' in response.text()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark != light
    page.check("[data-theme-switch] input[value='']")
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") is None


def test_a_reason_is_asked_of_what_moves_and_stays_in_sight_once_typed(open_page, demo):
    page = open_page(SM)
    page.goto(form_address("2.5", "sm"))
    promise = page.locator("fieldset.promise:has(input[name$=_fate])").first
    fate = {value: promise.locator(f"input[value={value}]") for value in ("kept", "moved")}
    day, why = (promise.locator(f"input[name$=_{name}]") for name in ("day", "because"))
    fate["kept"].check()
    assert not why.is_visible()
    fate["moved"].check()
    assert day.is_visible()
    why.fill("Lausunnot viipyivät.")
    fate["kept"].check()
    assert why.is_visible()
    assert not day.is_visible()


def test_the_whole_job_is_done_by_keyboard_alone(open_page, demo):
    """Sign in, my work, the form, save, check, send; the approver approves; the office finds it and publishes it."""
    page, text = open_page(), "Näppäimistöllä"
    page.goto("/fi/accounts/login/")
    type_into(page, "input[name=login]", SM)
    type_into(page, "input[name=password]", PASSWORD)
    enter_key(page)
    reach(page, f"main a[href='{form_address('2.5', 'sm')}']")
    enter_key(page)
    told = page.locator("input[name^=promise_][value=kept]").get_attribute("name")
    choose(page, told, "kept")
    for field, value in (("stage", "in_progress"), ("confidence", "on_plan")):
        choose(page, field, value)
    type_into(page, "textarea[name=done]", f"{text}: tehty.")
    type_into(page, "textarea[name=obstacles]", f"{text}: seuraavaksi.")
    for language in ("fi", "sv"):
        type_into(page, f"textarea[name=public_{language}]", f"{text} {language}.")
    reach(page, "button[name=check]")
    reach(page, ".savebar button:not([name])")
    enter_key(page)
    reach(page, "button[name=check]")
    enter_key(page)
    reach(page, "main form button.btn-primary")
    enter_key(page)
    reach(page, SEND)
    enter_key(page)
    assert "Hyväksyjällä" in page.inner_text("main")
    approve_by_keyboard(open_page("approver"), "sm")
    publish_by_keyboard(open_page("office"), "2.5")
    visitor = open_page()
    visitor.goto(address("reports:measure_page", PROGRAMME, "2.5"))
    assert f"{text} fi." in visitor.inner_text("main")


def approve_by_keyboard(page, body):
    page.goto(address("updates:return_page", PROGRAMME, "kevat-2018", body))
    reach(page, APPROVE)
    enter_key(page)


def publish_by_keyboard(page, code):
    page.goto(address("updates:my_work"))
    reach(page, f"main tr:has(.nr:text-is('{code}')) a.row-title")
    enter_key(page)
    reach(page, "main form button.btn-primary")
    enter_key(page)


def enter_key(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page, selector, text):
    reach(page, selector)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page, name, value):
    """Radio buttons are one stop; arrows go from one to the next."""
    reach(page, f"input[name={name}]")
    page.keyboard.press("Space")
    if page.is_checked(f"input[name={name}][value={value}]"):
        return
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if page.is_checked(f"input[name={name}][value={value}]"):
            return
    raise AssertionError(f"the arrows never reached {name} {value}")


#: The element with the focus: whether it is the one that is looked for, whether its focus is seen, and lies in sight.
FOCUS = """selector => {
  const it = document.activeElement, box = it.getBoundingClientRect(), label = it.closest("label");
  const isRinged = part => {
    const style = getComputedStyle(part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const isInSight = top !== null && [it, label].some(part => part && (part.contains(top) || top.contains(part)));
  const isSeen = it === document.body || (isInSight && [it, label].some(part => part && isRinged(part)));
  return {found: it.matches(selector), seen: isSeen, what: it.outerHTML.slice(0, 120)};
}"""


def reach(page, selector, most=200):
    """Press Tab until the element has the focus, which is to be seen at every stop."""
    wanted = page.locator(selector).first
    wanted.wait_for()
    marked = wanted.evaluate("it => { it.dataset.wanted = '1'; return '[data-wanted]' }")
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS, marked)
        assert focus["seen"], f"the focus is not seen on {focus['what']}"
        if focus["found"]:
            wanted.evaluate("it => { delete it.dataset.wanted }")
            return
    raise AssertionError(f"Tab never reached {selector}")
