"""The made-up round: forty bodies and their last answers; later every return and answer in one of its states."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from django.db import transaction

from actions.models import Measure, Responsibility
from bench.filling import ROUNDS, TODAY, Filling, noon, person, sentence
from updates.models import LogEntry, Mail, MailItem, Promise, Question, Return, Round, Telling, Update

# The states of returns in turn ("" has no row yet), and of each those of its answers in turn.
RETURNS = ("open", "submitted", "with_approver", "accepted", "", "open", "returned", "accepted", "submitted", "excused")
ANSWERS = {
    "": ("new",),
    "open": ("draft", "ready", "new"),
    "with_approver": ("ready",),
    "submitted": ("submitted", "submitted", "submitted", "new"),
    "returned": ("returned", "submitted", "ready"),
    "accepted": ("accepted", "accepted", "published"),
    "excused": ("new",),
}
WRITTEN, GIVEN = noon(TODAY - timedelta(days=20)), noon(TODAY - timedelta(days=8))
BACK = {"returned_at": GIVEN, "comment": "Täydentäkää aikataulu."}
SUBMITTED = {"state": "submitted", "ready_at": WRITTEN, "submitted_at": GIVEN}
FACTS: dict[str, dict[str, Any]] = {
    "draft": {},
    "ready": {"ready_at": WRITTEN},
    "returned": BACK,
    "submitted": SUBMITTED,
    "accepted": SUBMITTED | {"accepted_at": GIVEN},
    "published": SUBMITTED | {"accepted_at": GIVEN, "state": "published", "published_at": GIVEN},
}
RETURN_FACTS: dict[str, dict[str, Any]] = {
    "with_approver": {"sent_at": GIVEN},
    "submitted": {"submitted_at": GIVEN},
    "accepted": {"submitted_at": GIVEN, "accepted_at": GIVEN},
}


class RoundFilling(Filling):
    """Measures with a lead and two partners each; the last round but this told whole, this one open and past due."""

    def __init__(self, bodies: int, measures: int) -> None:
        super().__init__(measures, "bench-round", bodies, "ROUND")
        self.round = self.rounds[-1]
        self.office = person("office@example.org", self.bodies[0], "office")
        for n in (1, 2):
            Question.objects.create(round=self.round, n=n, text_fi=sentence(self.chance, 8), asks_partners=n == 2)

    @property
    def told_rounds(self) -> list[Round]:
        return self.rounds[:-1]

    def make_round(self, n: int, opens: date) -> Round:
        new = super().make_round(n, opens)
        if n == len(ROUNDS) - 1:
            new.due, new.partners_due = date(2018, 6, 20), date(2018, 6, 10)
            new.period_from, new.period_until, new.needs_approval = date(2017, 11, 1), opens, True
            new.guidance_fi = sentence(self.chance, 20)
            new.save()
        return new

    def roles(self, measure: Measure) -> Iterator[Responsibility]:
        """Every body leads as many measures, and takes part in twice as many."""
        area, n = measure.number.split(".")
        place = (int(n) - 1) * len(self.areas) + int(area) - 1
        count = len(self.bodies)
        lap = 2 * (place // count)
        steps = (0, 1 + lap % (count - 1), 1 + (lap + 1) % (count - 1))
        for n_role, (role, step) in enumerate(zip(("lead", "partner", "partner"), steps, strict=True), 1):
            yield Responsibility(measure=measure, body=self.bodies[(place + step) % count], role=role, n=n_role)

    def say(self, measures: list[Measure]) -> None:
        """The rounds before: the leads' answers, the partners' parts of the last of them, and what they promised."""
        super().say(measures)
        held = Responsibility.objects.filter(measure__in=measures, role="partner").select_related("measure")
        Update.objects.bulk_create([self.answer(row, self.rounds[-2], "accepted") for row in held])
        first, last = (
            Promise.objects.bulk_create([self.promise(update) for update in round.updates.order_by("pk")])
            for round in self.rounds[-3:-1]
        )
        told = {promise.update.measure_id: promise.update for promise in last if promise.update.role == "lead"}
        Telling.objects.bulk_create([self.telling(promise, told[promise.update.measure_id]) for promise in first])

    def answer(self, row: Responsibility, round: Round, state: str) -> Update:
        """What the body of the responsibility has written of the measure in the round."""
        is_lead = row.role == "lead"
        words = {"stage": "in_progress", "confidence": "at_risk", "public_fi": sentence(self.chance, 15)}
        facts = (words if is_lead else {}) | FACTS[state]
        facts |= {"published_at": None, "state": "submitted"} if state == "published" and not is_lead else {}
        return Update(
            round=round, measure=row.measure, body_id=row.body_id, role=row.role, language="fi", saved_at=WRITTEN,
            **{"done": sentence(self.chance, 20), "obstacles": sentence(self.chance, 8)} | facts,
        )  # fmt: skip

    def promise(self, update: Update) -> Promise:
        day = update.round.due + timedelta(days=90)
        return Promise(update=update, n=1, text=sentence(self.chance, 8), day=day, body_id=update.body_id)

    def telling(self, promise: Promise, update: Update) -> Telling:
        """Half of the promises were kept, half moved."""
        is_kept = self.chance.random() < 0.5
        facts = {"fate": "kept"} if is_kept else {"fate": "moved", "day": TODAY, "because": sentence(self.chance, 6)}
        return Telling(promise=promise, update=update, **facts)

    @transaction.atomic
    def stand(self) -> None:
        """Returns and answers of the round in each of their states, instead of what there is; books and mails too."""
        round = self.round
        round.updates.all().delete()
        states = dict(zip([body.pk for body in self.bodies], cycle(RETURNS), strict=False))
        turns = {body: cycle(ANSWERS[state]) for body, state in states.items()}
        held = Responsibility.objects.filter(measure__programme=self.programme).select_related("measure").order_by("pk")
        answers = [(row, next(turns[row.body_id])) for row in held]
        Update.objects.bulk_create([self.answer(row, round, state) for row, state in answers if state != "new"])
        held_returns = round.returns.hold(round, [body for body in self.bodies if states[body.pk]])
        for n, row in enumerate(held_returns):
            self.settle(row, states[row.body_id], n)
        for body in self.bodies:
            self.remind(body)

    def settle(self, row: Return, state: str, n: int) -> None:
        """One return in its state, with lines in its book; every fifth has more time."""
        row.state, row.due = state, TODAY + timedelta(days=7) if n % 5 == 0 else None
        for name, value in RETURN_FACTS.get(state, {}).items():
            setattr(row, name, value)
        row.save()
        kinds = ("sent", "approved", "returned", "extended")
        LogEntry.objects.bulk_create(
            [LogEntry(of=row, kind=kind, by=self.office, at=GIVEN, words=sentence(self.chance, 6)) for kind in kinds]
        )

    def remind(self, body: Any) -> None:
        """A mail about the round, sent."""
        mail = Mail.objects.create(
            key=f"bench-{body.pk}", kind="reminder", round=self.round, to="bench@example.org", language="fi",
            subject="Muistutus", text=sentence(self.chance, 30), made_at=WRITTEN, state="sent", sent_at=WRITTEN,
        )  # fmt: skip
        MailItem.objects.create(mail=mail, round=self.round, body=body)
