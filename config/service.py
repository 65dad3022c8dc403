"""Who answers for this service and when its statements were written: facts that change without the pages."""

import os
from datetime import date

#: Environment: SERVICE_OWNER, the organisation as its name is written; SERVICE_EMAIL, where people may write.
SERVICE = {
    "owner": os.environ.get("SERVICE_OWNER", ""),
    "email": os.environ.get("SERVICE_EMAIL", ""),
    "assessed": date(2026, 11, 21),
    "drawn_up": date(2026, 11, 21),
    "reviewed": date(2026, 11, 21),
}


def is_due_for_review(reviewed: date, on: date) -> bool:
    """The accessibility statement is looked at every year (A-12); on the anniversary itself it is not late yet."""
    return (on.year - reviewed.year, on.month, on.day) > (1, reviewed.month, reviewed.day)
