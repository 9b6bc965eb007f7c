"""How they work together: the gate as a state machine. `casewright.graphs.gate.build_gate` builds it."""

__all__: list[str] = []
