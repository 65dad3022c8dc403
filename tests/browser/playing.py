"""People at their browsers, who read pages of one language: they find things by the words that stand there, and every
text that one of them types is remembered."""

import re

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, override, pgettext

from config.demonstration import PASSWORD
from tests.browser.conftest import PATIENCE


class Window:
    """A person's window. Whatever opens in it is in the person's language."""

    def __init__(self, page, play):
        self.page, self.play = page, play
        page.set_default_timeout(PATIENCE)

    def word(self, text, context=""):
        """How the site says it in the person's language."""
        with override(self.play.language):
            return pgettext(context, text) if context else gettext(text)

    def go(self, name, *where):
        """Open a page by its name."""
        with override(self.play.language):
            self.page.goto(reverse(name, args=where))
        self.look()

    def look(self):
        assert self.page.get_attribute("html", "lang") == self.play.language

    def text(self):
        """What stands on the page, differences as they read now; each run of white space one blank."""
        self.page.evaluate("for (const mark of document.querySelectorAll('main del, main ins .sr')) mark.remove()")
        return " ".join(self.page.inner_text("main").split())

    def press(self, text, context="", inside="main"):
        """Press the button of these words, which leads on."""
        self._lead_on("button", text, context, inside)

    def follow(self, text, context="", inside="main"):
        """Follow the link of these words."""
        self._lead_on("link", text, context, inside)

    def _lead_on(self, role, text, context, inside):
        found = self.page.locator(inside).get_by_role(role, name=self.word(text, context), exact=True)
        self.open(found)

    def open(self, found):
        """Press or follow what was found, and look at what comes."""
        with self.page.expect_navigation():
            found.first.click()
        self.look()

    def open_row(self, code):
        """Open what the first row of the number leads to: the measure's answer."""
        self.open(self.page.locator(f"main tr:has(.nr:text-is('{code}')) a.row-title"))

    def unfold(self, text):
        """Unfold what stands under these words; its selector."""
        words = self.word(text)
        self.page.locator("summary", has_text=re.compile(f"^{re.escape(words)}$")).click()
        return f"details:has(summary:text-is('{words}'))"

    def type(self, field, key, inside="main"):
        """Type a text of the play into the field of the name."""
        self.fill(field, self.play.say(key), inside)

    def fill(self, field, value, inside="main"):
        """Type a day or another value that is no text."""
        self.page.locator(f"{inside} [name={field}]").fill(value)

    def choose(self, field, value):
        """Choose one of the radio buttons of the field."""
        self.page.check(f"main input[name={field}][value={value}]")

    def has(self, *keys):
        """Whether the page shows these texts of the play."""
        shown = self.text()
        return all(self.play.texts[key] in shown for key in keys)


class Play:
    """A play in one language: `texts` are what the cast says, `typed` what has been typed of it so far."""

    def __init__(self, chromium, server, language, texts, cast):
        self.chromium, self.server, self.language, self.texts, self.cast = chromium, server, language, texts, cast
        self.typed, self.windows, self.contexts = [], {}, []

    def say(self, key):
        """A text, remembered as typed."""
        self.typed.append(self.texts[key])
        return self.texts[key]

    def stranger(self):
        """A window of somebody who has not signed in."""
        self.contexts.append(self.chromium.new_context(base_url=self.server.url, locale=f"{self.language}-FI"))
        return Window(self.contexts[-1].new_page(), self)

    def __getitem__(self, who):
        """The window of one of the cast, who signs in at first."""
        if who not in self.windows:
            window = self.windows[who] = self.stranger()
            window.go("account_login")
            window.fill("login", self.cast[who])
            window.fill("password", PASSWORD)
            window.press("Sign in")
        return self.windows[who]

    def state(self, text, context):
        """A state as lists show it."""
        with override(self.language):
            return capfirst(pgettext(context, text))

    def end(self):
        for context in self.contexts:
            context.close()
