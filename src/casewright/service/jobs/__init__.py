"""Jobs: orders to be filled and reports to be evaluated, handed in here and done by workers."""

from casewright.service.jobs.cancelling import cancel
from casewright.service.jobs.job import Job
from casewright.service.jobs.opening import sweep
from casewright.service.jobs.requests import JobBudgets, JobOrder, JobReport, JobRequest
from casewright.service.jobs.standing import JobStatus, OrderStanding, job_of, job_status
from casewright.service.jobs.submitting import submit

__all__ = [
    "Job",
    "JobBudgets",
    "JobOrder",
    "JobReport",
    "JobRequest",
    "JobStatus",
    "OrderStanding",
    "cancel",
    "job_of",
    "job_status",
    "submit",
    "sweep",
]
