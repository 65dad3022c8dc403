"""A made-up programme of any size: steps, schedules, three bodies and four rounds of updates for each measure."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from actions.models import Measure, MeasureSearch, Responsibility, ScheduleItem, Standing, Step
from actions.status import Audience, Confidence, Stage
from actors import wording
from actors.models import Body, Seat, User
from strategy.models import Area, Programme
from updates.models import Round, Update

ROUNDS = [date(2016, 11, 1), date(2017, 5, 15), date(2017, 11, 1), date(2018, 5, 15)]
TODAY = date(2018, 6, 30)
WORDS = (  # noqa: SIM905  # words to read, not a list to keep
    "turvallisuus varautuminen yhteistyö ennakointi alueellinen toimintamalli viranomainen häiriötilanne "
    "tilannekuva osaaminen väkivalta ehkäisy nuoret ikääntyneet kyberrikollisuus verkosto harjoitus ohje "
    "seuranta arviointi lainsäädäntö palvelu kunta järjestö rahoitus selvitys työryhmä suositus"
).split()
STAGES = [
    Stage.NOT_STARTED,
    Stage.IN_PREPARATION,
    Stage.IN_PROGRESS,
    Stage.IN_PROGRESS,
    Stage.CONTINUOUS,
    Stage.IMPLEMENTED,
]
BATCH = 2000


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


class Filling:
    """Makes one programme; the same number always makes the same rows."""

    def __init__(self, measures: int, slug: str = "", bodies: int = 40, prefix: str = "BENCH") -> None:
        self.size = measures
        self.chance = random.Random(measures)  # noqa: S311  # made-up rows, not secrets
        self.programme = Programme.objects.create(
            slug=slug or f"bench-{measures}", name_fi=f"Koeohjelma {slug or measures}"
        )
        self.areas = [
            Area.objects.create(programme=self.programme, number=str(n), name_fi=sentence(self.chance, 3))
            for n in range(1, 9)
        ]
        self.bodies = make_bodies(bodies, prefix)
        self.rounds = [self.make_round(n, opens) for n, opens in enumerate(ROUNDS)]
        self.writer = person(f"{prefix.lower()}@example.org", self.bodies[0], "coordinator")

    def make_round(self, n: int, opens: date) -> Round:
        new = Round(
            programme=self.programme, slug=f"round-{n}", name_fi=f"Kierros {n + 1}", opens=opens,
            due=opens + timedelta(days=60), closes=None if n == len(ROUNDS) - 1 else opens + timedelta(days=90),
        )  # fmt: skip
        new.announce()
        return new

    @property
    def told_rounds(self) -> list[Round]:
        """The rounds of which every lead has told."""
        return self.rounds

    def fill(self) -> None:
        for numbers in batches(range(self.size), BATCH):
            measures = Measure.objects.bulk_create([self.measure(n) for n in numbers])
            steps = Step.objects.bulk_create([step for measure in measures for step in self.steps(measure)])
            Responsibility.objects.bulk_create([role for measure in measures for role in self.roles(measure)])
            ScheduleItem.objects.bulk_create([item for step in steps for item in self.items(step)])
            MeasureSearch.objects.bulk_create([self.search(measure) for measure in measures])
            self.say(measures)

    def measure(self, n: int) -> Measure:
        area = self.areas[n % len(self.areas)]
        return Measure(
            programme=self.programme, area=area, number=f"{area.number}.{n // len(self.areas) + 1}",
            title_fi=sentence(self.chance, 5), text_fi=" ".join(sentence(self.chance, 12) for _ in range(3)),
        )  # fmt: skip

    def steps(self, measure: Measure) -> Iterator[Step]:
        for n in range(1, 4):
            yield Step(measure=measure, n=n, label=str(n), text_fi=sentence(self.chance, 14))

    def roles(self, measure: Measure) -> Iterator[Responsibility]:
        chosen = self.chance.sample(self.bodies[1:], 3)
        if self.chance.random() < 0.05:
            chosen[0] = self.bodies[0]
        for n, (role, body) in enumerate(zip(("lead", "partner", "partner"), chosen, strict=True), 1):
            yield Responsibility(measure=measure, body=body, role=role, n=n)

    def items(self, step: Step) -> Iterator[ScheduleItem]:
        month = 1 + self.chance.randrange(36)
        day = date(2017 + month // 13, (month - 1) % 12 + 1, 28)
        words, edtf = f"{day.day}.{day.month}.{day.year} mennessä", f"../{day.isoformat()}"
        done = day if day < date(2018, 3, 1) else None
        yield ScheduleItem(
            measure=step.measure, step=step, n=step.n, label=step.label, text_fi=words, kind="by",
            edtf=edtf, latest=day, parts=[{"text": words, "kind": "by", "edtf": edtf}],
            done_on=done, public_done_on=done,
        )  # fmt: skip

    def search(self, measure: Measure) -> MeasureSearch:
        # Its own column alone: reading steps and roles back for every measure would take longer than all the rest.
        row = MeasureSearch(measure=measure)
        row.as_text = lambda: wording.fold(f"{measure.number} {measure.title_fi} {measure.text_fi}")  # type: ignore[method-assign]
        return row

    def say(self, measures: list[Measure]) -> None:
        """Four rounds of updates, all but a tenth of the last one published, and the standings that follow."""
        leads = dict(Responsibility.objects.filter(measure__in=measures, role="lead").values_list("measure", "body"))
        dues = {audience: ScheduleItem.objects.first_dues(measures, TODAY, audience) for audience in Audience.values}
        updates: list[Update] = []
        standings: list[Standing] = []
        for measure in measures:
            told = [
                (round, self.chance.choice(STAGES), self.chance.choice(Confidence.values)) for round in self.told_rounds
            ]
            for round, stage, confidence in told:
                updates.append(self.update(measure, round, leads[measure.pk], stage, confidence))
            for audience in Audience.values:
                standings += self.standings(measure, audience, told, dues[audience].get(measure.pk))
        Update.objects.bulk_create(updates)
        Standing.objects.bulk_create(standings)

    def update(self, measure: Measure, round: Round, body: int, stage: str, confidence: str) -> Update:
        moment = noon(round.opens + timedelta(days=10))
        # The coordinator who saves has drafts in the round that is open.
        state = "draft" if round == self.rounds[-1] and body == self.bodies[0].pk else "published"
        return Update(
            round=round, measure=measure, body_id=body, role="lead", state=state, stage=stage,
            confidence=confidence, language="fi", done=sentence(self.chance, 20), next=sentence(self.chance, 10),
            public_fi=sentence(self.chance, 15), submitted_at=moment, published_at=moment, saved_at=moment,
        )  # fmt: skip

    def standings(self, measure: Measure, audience: str, told: list[Any], due: date | None) -> Iterator[Standing]:
        days = [round.opens + timedelta(days=10) for round, _, _ in told]
        for n, (_, stage, confidence) in enumerate(told):
            yield Standing(
                measure=measure, audience=audience, since=days[n], stage=stage, confidence=confidence,
                until=days[n + 1] - timedelta(days=1) if n + 1 < len(days) else None, reported_on=days[n],
                due=None if stage == Stage.IMPLEMENTED else due,
            )  # fmt: skip


def batches(numbers: range, size: int) -> Iterator[range]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def make_bodies(count: int, prefix: str) -> list[Body]:
    """So many bodies, made once for every programme of the prefix."""
    found = list(Body.objects.filter(key__startswith=prefix).order_by("pk")[:count])
    keys = [f"{prefix}{n:02}" for n in range(len(found), count)]
    return found + [Body.objects.create(key=key, abbreviation=key, name_fi=f"Koetaho {key}") for key in keys]


def person(email: str, body: Body, role: str) -> User:
    """Somebody with a seat in the body, made once."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, name=f"Henkilö {email.partition('@')[0]}")
        Seat.objects.create(user=user, body=body, role=role, since=date(2016, 1, 1))
    return user


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))
