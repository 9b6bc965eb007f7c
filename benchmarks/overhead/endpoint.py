"""A chat server that answers at once (or after ``--delay`` seconds) what each asker can read, in its own process.

Prints its port. ``GET /`` tells, and forgets: the most requests that were open at once, how many were open half of
the time in which any was, and how many were answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from typing import Any

from benchmarks.overhead.gauge import Gauge

REPORT = re.compile(r"=====REPORT \w+=====\n(?:[^\n]{0,19}\n)*([^\n]{20,60})")
BLOCK = re.compile(r"^(\S[^\n]*:)\n((?:- .+\n?)*)", re.MULTILINE)
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
JSON = dict[str, Any]


class Server:
    """Counts what is open, and answers."""

    def __init__(self, delay: float) -> None:
        self.delay, self.gauge = delay, Gauge()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                body = await reader.readexactly(_length(head))
                writer.write(await self.answer(json.loads(body)) if body else self.tell())
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def answer(self, body: JSON) -> bytes:
        self.gauge.move(1)
        await asyncio.sleep(self.delay)
        self.gauge.move(-1)
        return _response(completion(body))

    def tell(self) -> bytes:
        told = self.gauge.told()
        self.gauge = Gauge(self.gauge.open)
        return _response(told)


def completion(body: JSON) -> JSON:
    """A chat completion of the shape that the request's schema asks for, or of G-Eval's, which sends none."""
    if body["model"] == "writer":
        return _shell(body, told(body))
    schema = (body.get("response_format") or {}).get("json_schema", {}).get("schema", {})
    said = REPORT.search(_asked(body))
    ruling = {"reason": "The report says so.", "quote": said[1] if said else "", "answer": "present"}
    items = schema.get("properties", {}).get("rulings", {}).get("items")
    if items:
        names = items["properties"]["criterion"]["enum"]
        answer: JSON = {"rulings": [{"criterion": name, **ruling} for name in names]}
    else:
        answer = ruling if schema else {"reason": "The report says so.", "score": 8}
    return _shell(body, json.dumps(answer))


def told(body: JSON) -> str:
    """What a writer says that does as it is told: every statement of its prompt, under its heading."""
    facts = _asked(body).partition("This is an earlier draft")[0]
    blocks = BLOCK.findall(facts.partition("colon.")[2])
    if not blocks:
        return " ".join(re.findall(r"^- (.+)$", facts, re.MULTILINE))
    return "\n\n".join(f"{head}\n" + lines.replace("\n", " ").replace("- ", "") for head, lines in blocks)


def _asked(body: JSON) -> str:
    """The last message: a text, or a list of parts as some clients send it."""
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def _shell(body: JSON, text: str) -> JSON:
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    shell = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"]}
    return {**shell, "choices": [choice], "usage": usage}


def _length(head: str) -> int:
    found = re.search(r"content-length: *(\d+)", head, re.IGNORECASE)
    return int(found[1]) if found else 0


def _response(answer: JSON) -> bytes:
    body = json.dumps(answer)
    return (HEAD.format(len(body)) + body).encode()


async def main(delay: float) -> None:
    server = await asyncio.start_server(Server(delay).serve, "127.0.0.1", 0, backlog=4096, limit=1 << 22)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.0)
    asyncio.run(main(parser.parse_args().delay))
