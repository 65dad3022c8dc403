"""The pages that browser tests walk, by who sees them, and how their less common states are reached."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from tests.addresses import FIXTURES, PROGRAMME


@dataclass(frozen=True)
class Visit:
    """A page, and what is done there before it is looked at: `submit` presses the main button of its form as it is,
    `upload` chooses the fixture first, `clash` saves other words behind its back and then presses the button."""

    name: str
    arguments: tuple = ()
    query: str = ""
    do: str = ""
    status: int = 200

    def address(self, language):
        with override(language):
            return reverse(self.name, args=self.arguments) + (f"?{self.query}" if self.query else "")

    def __str__(self):
        return " ".join(filter(None, [self.name, *map(str, self.arguments), self.query, self.do]))


def visit(name, *arguments, **how):
    return Visit(name, arguments, **how)


def answer_key(measure):
    """The key that the lead's answer of the newest round gets when the demo is loaded into an empty database."""
    told = [(row["measure"], row["role"], row["round"]) for row in DEMO["updates"]]
    return 1 + told.index((measure, "lead", "kevat-2018"))


FIXTURE = FIXTURES / "sts-2018.json"
DEMO = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
#: Sentences that bodies wrote in one language only, by language.
WRITTEN = {
    language: [
        row[field] for row in DEMO["updates"] if row["language"] == language
        for field in ("reason", "done", "next", "obstacles", "decision_needed") if row.get(field)
    ]
    for language in ("fi", "sv")
}  # fmt: skip
VISITOR = [
    visit("reports:programme_page", PROGRAMME),
    visit("actions:measure_list", PROGRAMME),
    visit("actions:measure_list", PROGRAMME, query="q=poliisi&stage=in_progress&late=1&sort=-due"),
    visit("actions:measure_list", PROGRAMME, query="q=eilöydy"),
    visit("actions:measure_list", PROGRAMME, query="stage=ei-ole&page=99"),
    visit("reports:measure_page", PROGRAMME, "2.2"),
    visit("reports:measure_page", PROGRAMME, "7.3"),
    visit("reports:measure_page", PROGRAMME, "4.3c", query="on=2017-12-31"),
    visit("reports:body_list"),
    visit("reports:body_list", query="q=eilöydy"),
    visit("reports:body_page", "sm"),
    visit("reports:body_page", "kunnat"),
    visit("reports:body_page", "thl", query="on=31.2.2018"),
    visit("reports:progress_list", PROGRAMME, query="area=4"),
    visit("reports:progress_list", PROGRAMME, query="q=eilöydy"),
    visit("reports:progress_measure", PROGRAMME, "2.14"),
    visit("reports:measure_page", PROGRAMME, "99.9", status=404),
    visit("about:accessibility"),
    visit("about:privacy"),
    visit("about:figures"),
    visit("about:help"),
    visit("about:data"),
    visit("about:parts", query="errors=1"),
    visit("account_login"),
    visit("account_login", do="submit"),
    visit("account_reset_password"),
    visit("account_reset_password", do="submit"),
    visit("account_reset_password_done"),
    visit("account_reset_password_from_key", "1", "x-y"),
    visit("account_signup"),
    visit("account_inactive"),
    visit("socialaccount_login_cancelled"),
    visit("socialaccount_login_error", status=401),
]
COORDINATOR = [
    visit("updates:my_work"),
    visit("updates:my_work", query="state=published"),
    visit("updates:my_round", PROGRAMME, "syksy-2017"),
    visit("updates:update_form", PROGRAMME, "6.4", "om"),
    visit("updates:update_form", PROGRAMME, "6.4", "om", do="submit"),
    visit("updates:update_form", PROGRAMME, "6.4", "om", do="clash", status=409),
    visit("updates:update_page", PROGRAMME, "2.9", "om", "kevat-2018"),
    visit("updates:return_page", PROGRAMME, "kevat-2018", "om"),
    visit("updates:workbook_upload", PROGRAMME, "kevat-2018", "om"),
    visit("updates:inquiry_answer", PROGRAMME, 1, "om"),
    visit("reports:measure_page", PROGRAMME, "2.14"),
    visit("updates:office", status=403),
    visit("account_change_password"),
    visit("account_change_password", do="submit"),
    visit("account_reauthenticate"),
    visit("account_logout"),
    visit("mfa_index"),
    visit("socialaccount_connections"),
]
PARTNER = [
    visit("updates:my_work"),
    visit("updates:update_form", PROGRAMME, "3.1", "thl"),
    visit("updates:return_page", PROGRAMME, "kevat-2018", "thl"),
    visit("updates:update_page", PROGRAMME, "3.3", "thl", "kevat-2018"),
]
APPROVER = [
    visit("updates:my_work"),
    visit("updates:update_page", PROGRAMME, "2.14", "sm", "kevat-2018"),
    visit("updates:return_page", PROGRAMME, "kevat-2018", "sm"),
    visit("updates:approval_page", PROGRAMME, "kevat-2018", "sm", 1),
]
STEERING = [
    visit("reports:programme_page", PROGRAMME),
    visit("reports:measure_page", PROGRAMME, "2.14"),
    visit("reports:progress_measure", PROGRAMME, "2.14"),
    visit("updates:update_page", PROGRAMME, "2.14", "sm", "kevat-2018"),
    visit("updates:inquiry_page", PROGRAMME, 1),
]
OFFICE = [
    visit("updates:office"),
    visit("updates:office", query="show=published"),
    visit("updates:office", query="show=parts"),
    visit("updates:update_review", answer_key("2.14")),
    visit("updates:cockpit", PROGRAMME, "kevat-2018"),
    visit("updates:cockpit", PROGRAMME, "kevat-2018", query="state=returned"),
    visit("updates:cockpit", PROGRAMME, "syksy-2017"),
    visit("updates:round_edit", PROGRAMME, "kevat-2018"),
    visit("updates:round_close", PROGRAMME, "kevat-2018"),
    visit("updates:return_page", PROGRAMME, "kevat-2018", "poha"),
    visit("updates:return_extend", PROGRAMME, "kevat-2018", "om"),
    visit("updates:return_allow_marking", PROGRAMME, "kevat-2018", "om"),
    visit("updates:mail_list", PROGRAMME, "kevat-2018"),
    visit("updates:mail_preview", PROGRAMME, "kevat-2018"),
    visit("updates:inquiry_list"),
    visit("updates:inquiry_new", PROGRAMME),
    visit("updates:inquiry_page", PROGRAMME, 1),
    visit("updates:translation_list"),
    visit("updates:translation_take_in"),
    visit("updates:round_new", PROGRAMME),
    visit("updates:round_new", PROGRAMME, do="submit"),
    visit("actions:import_upload"),
    visit("actions:import_upload", do="submit", status=400),
    visit("actions:import_upload", do="upload"),
    visit("actions:schedule_reading", PROGRAMME, "2.14", 1),
    visit("actors:people"),
    visit("actors:people", query="q=eilöydy"),
    visit("actors:person_new"),
    visit("actors:person_new", do="submit"),
    visit("updates:update_form", PROGRAMME, "8.2", "sm"),
    visit("admin:index"),
    visit("admin:actions_measure_changelist"),
    visit("admin:actions_measure_change", 1),
    visit("admin:strategy_programme_change", 1),
    visit("admin:updates_round_changelist"),
    visit("admin:actions_programmeimport_changelist"),
]
ADMINISTRATOR = [
    visit("actors:person_edit", 2),
    visit("actors:seat_new", 2),
    visit("actors:seat_end", 3),
    visit("admin:index"),
    visit("admin:actors_body_changelist"),
    visit("admin:actors_body_changelist", query="q=eilöydy"),
    visit("admin:actors_body_change", 1),
    visit("admin:actors_body_add"),
    visit("admin:actors_body_add", do="submit"),
    visit("admin:actors_body_delete", 1),
    visit("admin:actors_body_history", 1),
    visit("admin:actors_user_changelist"),
    visit("admin:actors_user_change", 2),
    visit("admin:actors_seat_changelist"),
    visit("admin:password_change"),
]
BY_ROLE = {
    "visitor": VISITOR,
    "coordinator": COORDINATOR,
    "partner": PARTNER,
    "approver": APPROVER,
    "steering": STEERING,
    "office": OFFICE,
    "administrator": ADMINISTRATOR,
}
