"""What tests of gates, critics and runs need, ours and yours: models, an endpoint that can fail, certificates.

Nothing in casewright imports this package. Its parts are loaded when they are first asked for; `replies` holds
what a `FaultEndpoint` can be told.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casewright.testing import replies
    from casewright.testing.certificates import certificates_for, gate_certificate, write_certificates
    from casewright.testing.crashing_ledger import crashing
    from casewright.testing.endpoint_jobs import EndpointJob, EndpointJobs
    from casewright.testing.endpoint_process import EndpointProcess
    from casewright.testing.fault_endpoint import FaultEndpoint, Received
    from casewright.testing.memory_ledger import MemoryLedger
    from casewright.testing.replies import EndpointReply
    from casewright.testing.scripted import FunctionModel, ScriptedModel

__all__ = [
    "EndpointJob",
    "EndpointJobs",
    "EndpointProcess",
    "EndpointReply",
    "FaultEndpoint",
    "FunctionModel",
    "MemoryLedger",
    "Received",
    "ScriptedModel",
    "certificates_for",
    "crashing",
    "gate_certificate",
    "replies",
    "write_certificates",
]

PARTS = {
    "EndpointJob": "endpoint_jobs",
    "EndpointJobs": "endpoint_jobs",
    "EndpointProcess": "endpoint_process",
    "EndpointReply": "replies",
    "FaultEndpoint": "fault_endpoint",
    "FunctionModel": "scripted",
    "MemoryLedger": "memory_ledger",
    "Received": "fault_endpoint",
    "ScriptedModel": "scripted",
    "certificates_for": "certificates",
    "crashing": "crashing_ledger",
    "gate_certificate": "certificates",
    "write_certificates": "certificates",
}


def __getattr__(name: str) -> Any:
    if name == "replies":
        return import_module(f"{__name__}.replies")
    if name not in PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{PARTS[name]}"), name)
