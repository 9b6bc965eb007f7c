"""Reading the audit; `casewright.service.auditing` writes it."""
