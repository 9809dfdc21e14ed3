"""An SMTP server that takes everything and keeps nothing: `python -m bench.mail.sink`.

Prints its port; a line on its standard input asks how many letters it took, the end of the input ends it. It speaks
what Postfix speaks to a client: greeting, EHLO with PIPELINING and CHUNKING, MAIL, RCPT, DATA, BDAT, RSET, QUIT.
"""

import asyncio
import sys

EXTENSIONS = b"250-sink\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 8BITMIME\r\n"


class Sink(asyncio.Protocol):
    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.unread, self.in_data, self.chunk = transport, b"", False, 0
        transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.unread += data
        answers = []
        while (answer := self.next_answer()) is not None:
            answers.append(answer)
        if any(answers):
            self.transport.write(b"".join(answers))

    def next_answer(self) -> bytes | None:
        """To the next command or content that is there whole; None where more has to come first."""
        if self.chunk:
            if len(self.unread) < self.chunk:
                return None
            self.unread, self.chunk = self.unread[self.chunk :], 0
            return self.took()
        mark = b"\r\n.\r\n" if self.in_data else b"\r\n"
        end = self.unread.find(mark)
        if end < 0:
            return None
        line, self.unread = self.unread[:end], self.unread[end + len(mark) :]
        return self.took() if self.in_data else self.answer(line)

    def took(self) -> bytes:
        self.in_data = False
        Sink.taken += 1
        return b"250 2.0.0 Ok\r\n"

    def answer(self, line: bytes) -> bytes:
        verb = line[:4].upper()
        if verb == b"BDAT":
            self.chunk = int(line.split()[1])
            return b""
        if verb == b"DATA":
            self.in_data = True
            return b"354 Go ahead\r\n"
        return EXTENSIONS if verb == b"EHLO" else b"221 2.0.0 Bye\r\n" if verb == b"QUIT" else b"250 2.1.0 Ok\r\n"


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(Sink.taken, flush=True)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
