-- Copies of what let critics decide, so that an old run can be explained whatever became of the files.

CREATE TABLE certificates (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, id)
) STRICT;
