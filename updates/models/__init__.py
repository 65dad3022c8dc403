"""How it is going: rounds, and what each body says of each measure in a round."""

from updates.models.outcomes import Outcome
from updates.models.rounds import Round
from updates.models.states import Cause, NotNow, StaleText, UpdateRole, UpdateState
from updates.models.updates import Update

__all__ = ["Cause", "NotNow", "Outcome", "Round", "StaleText", "Update", "UpdateRole", "UpdateState"]
