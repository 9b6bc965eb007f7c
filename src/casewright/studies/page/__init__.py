"""The report of a study as one page, with its tables and pictures as files"""

from casewright.studies.page.writing import write_page

__all__ = ["write_page"]
