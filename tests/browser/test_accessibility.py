"""Every page and its less common states, as every role, in three languages: axe in light and dark (A-50), windows of
320 px (A-24), one heading, a title of its own, a quiet console, languages marked. Each page is opened once a language;
its colours, which know no language, are looked at once."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import PATIENCE
from tests.browser.pages import BY_ROLE, FIXTURE, WRITTEN, answer_key, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Rules about colours, which take most of the time: they are asked in one language, in light and in dark.
COLOURS = ["color-contrast", "link-in-text-block"]
#: A telephone, a tablet and half a screen, in pixels.
WINDOWS = [1024, 834, 320]


#: Texts of one language that stand, in whole or in part, outside an element of that language.
NOT_MARKED = """([language, texts]) => {
  const found = [], nodes = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const words = node.textContent.trim();
    if (words.length < 20 || node.parentElement.closest("[lang]").lang === language) continue;
    if (node.parentElement.closest("textarea, del, ins")) continue;
    if (texts.some(text => text.includes(words) || words.includes(text))) found.push(words.slice(0, 80));
  }
  return found;
}"""


@dataclass
class Seen:
    """What a page was found to be."""

    what: str
    url: str
    status: tuple[int, int]
    faults: list[str]
    headings: int
    title: str
    language: str
    not_marked: list[str]
    messages: list[str]
    too_wide: list[int]


@pytest.fixture(scope="session")
def walk(chromium, demo, signed_in):
    """`walk(role, language)`: every page of the role, seen once and remembered."""
    walked = {}

    def look(role, language):
        if (role, language) not in walked:
            context = chromium.new_context(base_url=demo.url, storage_state=signed_in(role), color_scheme="light")
            walked[role, language] = [see(context.new_page(), visit, language) for visit in BY_ROLE[role]]
            context.close()
        return walked[role, language]

    return look


def see(page, visit, language):
    """Open the page, bring it into its state, and look at everything at once."""
    page.set_default_timeout(PATIENCE)
    messages = []
    page.on("console", lambda told: messages.append(told.text) if is_complaint(told, page, visit) else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    status = come_to(page, visit, language)
    complaints = list(messages)  # before axe, which adds a style of its own to pages whose styles import others
    seen = Seen(
        what=str(visit),
        url=page.url,
        status=(visit.status, status),
        faults=faults_in_both_schemes(page, language),
        headings=page.locator("h1").count(),
        title=page.title(),
        language=page.get_attribute("html", "lang"),
        not_marked=[
            words for other in {"fi", "sv"} - {language} for words in page.evaluate(NOT_MARKED, [other, WRITTEN[other]])
        ],
        messages=complaints,
        too_wide=[width for width in WINDOWS if is_wider_than(page, width)],
    )
    page.close(run_before_unload=False)
    return seen


def is_complaint(told, page, visit):
    """An error in the console, but for the browser's remark that the page itself was refused, as it should be."""
    is_the_page = visit.status >= 400 and told.location.get("url") == page.url
    return told.type == "error" and not is_the_page


def come_to(page, visit, language):
    """The status with which the page answers in the state that is wanted."""
    response = page.goto(visit.address(language))
    if not visit.do:
        return response.status
    if visit.do == "upload":
        page.set_input_files("input[type=file]", FIXTURE)
        page.fill("input[name=slug]", "koe-2018")
    if visit.do == "clash":
        save_behind(page)
        page.fill("textarea[name=done]", f"Toiset sanat {language}.")
    with page.expect_navigation() as answer:
        page.locator("main form [type=submit], main form button:not([type])").first.click()
    return answer.value.status


def save_behind(page):
    """Save other words on the form that is open, as a colleague does meanwhile."""
    hidden = {name: page.input_value(f"main form input[name={name}]") for name in ("csrfmiddlewaretoken", "version")}
    page.request.post(page.url, form=hidden | {"done": f"Sanoja versioon {hidden['version']}."})


def faults_in_both_schemes(page, language):
    page.evaluate(AXE_SCRIPT)
    rules = {"target-size": {"enabled": True}}
    if language != "fi":
        return axe(page, {"runOnly": TAGS, "rules": rules | {key: {"enabled": False} for key in COLOURS}})
    faults = axe(page, {"runOnly": TAGS, "rules": rules})
    page.emulate_media(color_scheme="dark")
    return faults + [f"dark: {fault}" for fault in axe(page, {"runOnly": {"type": "rule", "values": COLOURS}})]


def axe(page, rules):
    """What axe finds: rule, where, and the beginning of its markup."""
    rules |= {"resultTypes": ["violations"]}
    found = page.evaluate("rules => axe.run(rules).then(results => results.violations)", rules)
    return [f"{fault['id']} {fault['nodes'][0]['target']} {fault['nodes'][0]['html'][:150]}" for fault in found]


def is_wider_than(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    return page.evaluate("document.documentElement.scrollWidth") > width


everywhere = pytest.mark.parametrize(
    ("role", "language"), [(role, language) for role in BY_ROLE for language in ("fi", "sv", "en")]
)


@everywhere
def test_every_page_comes_in_the_language_asked_for(walk, role, language):
    wrong = [seen for seen in walk(role, language) if seen.language != language or seen.status[0] != seen.status[1]]
    assert [f"{seen.what}: {seen.status} in {seen.language}" for seen in wrong] == []


@everywhere
def test_axe_finds_nothing_in_light_or_dark(walk, role, language):
    assert [f"{seen.what}: {fault}" for seen in walk(role, language) for fault in seen.faults] == []


@everywhere
def test_no_page_is_wider_than_its_window(walk, role, language):
    assert [f"{seen.what}: at {seen.too_wide} px" for seen in walk(role, language) if seen.too_wide] == []


@everywhere
def test_every_page_has_one_heading(walk, role, language):
    assert [f"{seen.what}: {seen.headings}" for seen in walk(role, language) if seen.headings != 1] == []


@everywhere
def test_no_two_pages_have_one_title(walk, role, language):
    titles = defaultdict(set)
    for seen in walk(role, language):
        titles[seen.title].add(urlsplit(seen.url).path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1 or not title} == {}


@everywhere
def test_nothing_complains_in_the_console(walk, role, language):
    assert [f"{seen.what}: {seen.messages}" for seen in walk(role, language) if seen.messages] == []


@everywhere
def test_words_in_another_language_are_marked(walk, role, language):
    assert [f"{seen.what}: {seen.not_marked}" for seen in walk(role, language) if seen.not_marked] == []


def test_words_in_another_language_are_found_where_they_are_not_marked(open_page):
    """The question above can fail."""
    page = open_page("office")
    page.goto(visit("updates:update_review", answer_key("2.14")).address("sv"))
    page.evaluate("for (const marked of document.querySelectorAll('main [lang]')) marked.removeAttribute('lang')")
    assert page.evaluate(NOT_MARKED, ["fi", WRITTEN["fi"]])


def test_the_first_tab_stop_leads_to_the_content(open_page):
    page = open_page()
    page.goto("/fi/sts-2018/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
