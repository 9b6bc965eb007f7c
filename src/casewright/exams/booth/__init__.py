"""An exam on people's labels in a process of its own: what it is told, and the process."""

from casewright.exams.booth.task import Task

__all__ = ["Task"]
