"""The cast, the same in every test: one lead body, one partner, one outsider, and the roles around them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from actors.models import Body, User
from tests.factories import make_body, make_user


@dataclass
class Cast:
    """Bodies and people by role. `visitor` is nobody signed in."""

    ministry: Body
    leading: Body
    partnering: Body
    outside: Body
    lead: User
    partner: User
    outsider: User
    approver: User
    office: User
    steering: User
    administrator: User
    visitor: AnonymousUser

    def everyone(self):
        roles = ("visitor", "lead", "partner", "outsider", "approver", "office", "steering", "administrator")
        return {role: getattr(self, role) for role in roles}


def make_cast():
    ministry = make_body("SM", kind="ministry", name_fi="sisäministeriö", name_sv="inrikesministeriet")
    leading = make_body("LEAD", kind="agency")
    partnering = make_body("PART", kind="agency")
    outside = make_body("OUT", kind="agency")
    return Cast(
        ministry=ministry,
        leading=leading,
        partnering=partnering,
        outside=outside,
        lead=make_user("lead@example.org", seats=[("coordinator", leading)]),
        partner=make_user("partner@example.org", seats=[("coordinator", partnering)]),
        outsider=make_user("outsider@example.org", seats=[("coordinator", outside)]),
        approver=make_user("approver@example.org", seats=[("approver", leading)]),
        office=make_user("office@example.org", seats=[("office", ministry)]),
        steering=make_user("steering@example.org", seats=[("steering", ministry)]),
        administrator=make_user("administrator@example.org", seats=[("administrator", ministry)]),
        visitor=AnonymousUser(),
    )
