-- What a later judging found of a sample, beside the record that was kept first: figures never mix judgings.

CREATE TABLE judged (
    project TEXT NOT NULL DEFAULT 'default',
    run TEXT NOT NULL,
    sample TEXT NOT NULL,
    judging TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (project, run, sample, judging)
) STRICT;
