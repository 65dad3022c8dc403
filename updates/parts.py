"""What the lead has made of a partner's part."""

from dataclasses import dataclass

from updates.models import Taken, Update, UpdateRole


@dataclass(frozen=True)
class Used:
    """The words that the lead took over, None when none; its answer once the office has it, None before."""

    taken: Taken | None
    answer: Update | None


def used(part: Update) -> Used | None:
    """How the lead used a part; None of a lead's answer. Two queries."""
    if part.role != UpdateRole.PARTNER:
        return None
    given = Update.objects.filter(
        round=part.round_id, measure=part.measure_id, role=UpdateRole.LEAD, state__in=("submitted", "published")
    )
    return Used(Taken.objects.filter(part=part).first(), given.first())
