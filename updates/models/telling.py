"""What updates tell of measures and schedules to those who may read them."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from actions.models import Measure, Standing
from actions.status import Audience
from updates.models.states import UpdateRole, UpdateState

if TYPE_CHECKING:
    from updates.models.publishing import PublicAnswer


def tell(update: "PublicAnswer", audience: Audience, on: date) -> None:
    """Bring outcomes and the measure's standing in line with the updates that the audience may read.

    A partner's part tells neither.
    """
    if update.role == UpdateRole.PARTNER:
        return
    measure, is_public = update.measure, audience == Audience.PUBLIC
    tell_outcomes(measure)
    states = [UpdateState.PUBLISHED] if is_public else [UpdateState.SUBMITTED, UpdateState.PUBLISHED]
    told = measure.updates.filter(role=UpdateRole.LEAD, state__in=states)
    if newest := told.order_by("-round__opens", "-pk").first():
        moment = newest.published_at if is_public else newest.submitted_at
        day = localdate(moment)
        Standing.objects.record(measure, audience, on, newest.stage, newest.confidence, day)
    else:
        Standing.objects.record(measure, audience, on, "", "", None)
    if not is_public:
        Standing.objects.refresh_due([measure], on)


def tell_outcomes(measure: Measure) -> None:
    """Bring the measure's schedule items in line with what the newest submitted and published updates tell of them."""
    for item in measure.schedule.filter(outcomes__isnull=False).distinct():
        told = item.outcomes.exclude(update__state=UpdateState.DRAFT).order_by("-update__round__opens", "-pk")
        submitted, published = told.first(), told.filter(update__state=UpdateState.PUBLISHED).first()
        before = (item.done_on, item.public_done_on)
        item.done_on = submitted.done_on if submitted else None
        item.public_done_on = published.done_on if published else None
        if before != (item.done_on, item.public_done_on):
            item.save()
