import pytest
from tests.updates.test_outbox import write, outbox, MONDAY, Mail
@pytest.mark.parametrize("address", ["", "not an address", "a@b@c", "ä@example.org", "x" * 70 + "@example.org", "reader@example.org\nCc: muu@example.org","a@exämple.org", "a@","a@b,c@d"])
def test_it(db, address, mail_server):
    write("a", to=address)
    outbox.send(MONDAY)
    m=Mail.objects.get(); print(repr(address), m.state, m.fault, [ (x["To"]) for x in mail_server.taken])
