"""A real mail server for tests, that does as it is told: takes mail, asks for another try, hangs up, or is away."""

import asyncio
import email
import socket
import time
from email import policy

from aiosmtpd.controller import Controller


class MailServer:
    """`mode` is one of "works", "451", "550", "hangs up", "away"; `taken` are the messages it has taken, in order.
    It knows nobody at the address `refused`, and thinks about every message for `delay` seconds."""

    def __init__(self):
        self.taken, self.asked, self.mode, self.delay, self.refused = [], 0, "works", 0, ""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = None
        self.become("works")

    def become(self, mode):
        """From now on the server does so."""
        self.mode = mode
        if mode == "away" and self.controller:
            self.controller.stop()
            self.controller = None
        if mode != "away" and not self.controller:
            self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
            self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        """What aiosmtpd calls for every address."""
        if address == self.refused:
            return "550 Nobody here of that name"
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(self, server, session, envelope):
        """What aiosmtpd calls when a message has come in."""
        self.asked += 1
        if self.mode == "hangs up":
            server.transport.abort()
            return "421 Never read"
        if self.mode in {"451", "550"}:
            return f"{self.mode} Not now, says the test"
        await asyncio.sleep(self.delay)
        self.taken.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"

    def ids(self):
        return [message["Message-ID"] for message in self.taken]

    def wait_for(self, count, seconds=30):
        """Until so many messages have come, or the time is over."""
        end = time.monotonic() + seconds
        while len(self.taken) < count and time.monotonic() < end:
            time.sleep(0.01)
