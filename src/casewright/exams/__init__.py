"""Critics sit exams: hand-written goldens, planted defects and harmless edits, and the real gate run on them."""

__all__: list[str] = []
