"""Orders, rounds, the engine, evaluation of reports that exist, and what a run leaves behind."""

__all__: list[str] = []
