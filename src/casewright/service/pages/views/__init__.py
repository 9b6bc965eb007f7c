"""What the pages of runs, studies, rubrics and certificates show, as values; nothing here knows of HTTP or HTML."""
