"""The study of the paper's models is ready to run: the files that ship, against loopback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from casewright.testing import Received, replies

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parents[4] / "docs" / "studies"
STUDY, CONFIG = (DOCS / "paper.yaml").read_text("utf-8"), (DOCS / "paper-endpoints.yaml").read_text("utf-8")
WRITERS = ("deepseek-r1", "qwen", "openbiollm")


@pytest.fixture
def paper(desk: Any, certified: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The study as it ships, with fewer codes and seeds and one sample of each."""
    text = re.sub(r"codes: \[.*?\]", "codes: [F41.1]", STUDY)
    desk.write(text.replace("n: 10", "n: 1").replace("seeds: [0, 1]", "seeds: [0]"))
    desk.shared = ("--certificates", str(certified))
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-test")
    monkeypatch.setenv("CASEWRIGHT_REAL_CALLS", "yes")  # the files name no address; sockets are open to loopback alone
    return desk


@pytest.fixture
def answer(faithful: Any) -> Any:
    """Each as its model does: thoughts in a field of their own, thoughts in the text, none."""

    def answering(request: Received) -> replies.EndpointReply:
        reply, model = faithful(request), request.body["model"]
        text = reply.text.partition("</think>\n")[2]
        if "deepseek" in model:
            return replies.answer(text, reasoning="Which words did they use?")
        return replies.thinking(text, "Hm.") if "Qwen" in model else replies.answer(text)

    return answering


def test_environment_variables_are_all_that_is_missing(
    paper: Any, served: Any, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both served models in both languages, through litellm; the weights that aren't here are asked of nobody."""
    (paper.folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    with served(answer) as endpoint:
        monkeypatch.setenv("DEEPSEEK_API_BASE", endpoint.api_base)
        monkeypatch.setenv("HOSTED_VLLM_API_BASE", endpoint.api_base)
        ended = paper.work("--only", "deepseek-r1", "--only", "qwen", "--only", "parrot")
        assert ended.code == 0, ended.err
        keys = {request.body["model"]: request.headers["Authorization"] for request in endpoint.chats}
    assert keys["deepseek-reasoner"] == "Bearer sk-test"
    assert keys["Qwen/Qwen2.5-72B-Instruct"] != "Bearer sk-test"
    cells = paper.cells()
    done = {name for name, cell in cells.items() if cell["state"] == "complete"}
    assert done == {name for name in cells if not name.startswith("openbiollm")}
    assert len(done) == 2 + 2 * 2 * 2
    for name in done:
        (record,) = paper.records(name)
        assert record["language"] == ("es" if "spanish" in name else "en")
        assert record["text"]
        assert not {"think>", "Which words did they use?", "Hm."} & {*record["text"].split("\n")}


def test_all_three_with_one_that_is_away(paper: Any, served: Any, answer: Any) -> None:
    """OpenBioLLM behind a server, as the file says how; Qwen's server comes late, and the study waits for it alone."""
    config = CONFIG.replace("    model: huggingface/models/Llama3-OpenBioLLM-8B\n    # model", "    model")
    config = config.replace("    # api_base: http://gpu-2:8000/v1", "    api_base: HERE").replace(": 300", ": 1")
    config = config.replace("deepseek/deepseek-reasoner ", "openai/deepseek-reasoner\n    api_base: HERE ")
    config = config.replace("Qwen2.5-72B-Instruct\n", "Qwen2.5-72B-Instruct\n    api_base: QWEN\n")
    with served(answer) as endpoint, served(default=replies.hang()) as hanging:
        for base, code in ((hanging.api_base, 4), (endpoint.api_base, 0)):
            text = config.replace("HERE", endpoint.api_base).replace("QWEN", base)
            (paper.folder / "c.yaml").write_text(text, encoding="utf-8")
            ended = paper.work()
            assert ended.code == code, ended.err
            waiting = {name.partition("-")[0] for name, cell in paper.cells().items() if cell["state"] != "complete"}
            assert waiting == ({"qwen"} if code else set())
        texts = [request.text for request in endpoint.chats]
    twice = len(texts) - len(set(texts))
    assert twice == 0
    assert set(paper.cells()) == {
        f"{writer}-{group}-{loop}-s0"
        for group in ("spanish", "english")
        for writer, loop in (("parrot", "once"), *((name, loop) for name in WRITERS for loop in ("loop", "once")))
    }
