"""Loading weights with transformers and talking to them as langchain-huggingface's chat model. Blocking."""

from __future__ import annotations

import threading
from typing import Any

from casewright.errors import ModelAccessError, ModelFailure
from casewright.models.huggingface.place import Place
from casewright.models.protocol import ModelReply, ModelRequest, Usage

__all__ = ["LocalChat"]


class LocalChat:
    """HuggingFacePipeline and ChatHuggingFace on one set of weights.

    Raises:
        ModelAccessError: the extra is not installed, or transformers can't load the weights.
    """

    def __init__(self, place: Place) -> None:
        try:
            from langchain_huggingface import ChatHuggingFace, HuggingFacePipeline
            from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline
        except ImportError as error:
            raise ModelAccessError(f"the optional part 'huggingface' is not installed: {error.name}") from error
        how: dict[str, Any] = {"local_files_only": True}
        if place.gguf:
            how["gguf_file"] = place.gguf
        try:
            self.tokenizer = AutoTokenizer.from_pretrained(place.folder, **how)
            self.model = AutoModelForCausalLM.from_pretrained(place.folder, **how)
        except (OSError, ValueError, ImportError) as error:
            raise ModelAccessError(f"transformers can't load {place.folder!r}: {error}") from error
        made = pipeline("text-generation", model=self.model, tokenizer=self.tokenizer)
        self.chat = ChatHuggingFace(llm=HuggingFacePipeline(pipeline=made), tokenizer=self.tokenizer)

    def answer(self, request: ModelRequest, cancelled: threading.Event) -> tuple[str, ModelReply]:
        """The text as the model wrote it, and a reply that lacks it."""
        import torch

        torch.manual_seed(request.seed)
        messages = [(message.role, message.content) for message in request.messages]
        text = str(self.chat.invoke(messages, pipeline_kwargs=self._how(request, cancelled)).content)
        if cancelled.is_set():
            raise ModelFailure("connection", "the call was cancelled")
        written = len(self.tokenizer.encode(text, add_special_tokens=False))
        cut = next((text.index(stop) for stop in request.stop if stop in text), None)
        finish = "length" if cut is None and written >= request.max_tokens else "stop"
        usage = Usage(len(self._prompt(request)), written)
        return text if cut is None else text[:cut], ModelReply("", finish, usage, usd=0.0)  # type: ignore[arg-type]

    def candidates(self, request: ModelRequest) -> list[tuple[str, float]]:
        """Every token with its log-probability as the first of the answer."""
        import torch

        with torch.inference_mode():
            logits = self.model(torch.tensor([self._prompt(request)])).logits[0, -1].float()
        scores = torch.log_softmax(logits, dim=-1).tolist()
        return [(self.tokenizer.decode([number]), score) for number, score in enumerate(scores) if score > -25.0]

    def _prompt(self, request: ModelRequest) -> list[int]:
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        text = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        tokens: list[int] = self.tokenizer.encode(text, add_special_tokens=False)
        return tokens

    def _how(self, request: ModelRequest, cancelled: threading.Event) -> dict[str, Any]:
        from transformers import StoppingCriteriaList

        how: dict[str, Any] = {
            "max_new_tokens": request.max_tokens,
            "do_sample": request.temperature > 0,
            "return_full_text": False,
            "stopping_criteria": StoppingCriteriaList([_Cancelled(cancelled)]),
        }
        if request.temperature > 0:
            how["temperature"] = request.temperature
        if request.stop:
            how |= {"stop_strings": list(request.stop), "tokenizer": self.tokenizer}
        return how


class _Cancelled:
    """Stops the writing between two tokens."""

    def __init__(self, cancelled: threading.Event) -> None:
        self._cancelled = cancelled

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        import torch

        return torch.full((input_ids.shape[0],), self._cancelled.is_set(), dtype=torch.bool, device=input_ids.device)
