-- name: overrule
UPDATE decisions SET stands = 0
WHERE project = :project AND run = :run AND judging = :judging AND sample = :sample AND stands = 1 AND rank <= :rank;

-- name: append
INSERT INTO decisions (
    sequence, project, run, sample, judging, rank, outcome, by, who, reasons, position, stands
)
VALUES (
    :sequence, :project, :run, :sample, :judging, :rank, :outcome, :by, :who, :reasons,
    (SELECT position FROM samples WHERE project = :project AND run = :run AND id = :sample),
    (
        SELECT 1 - count(*) FROM decisions
        WHERE project = :project AND run = :run AND judging = :judging AND sample = :sample AND stands = 1
    )
);

-- name: newest_judging
SELECT judging FROM decisions WHERE project = :project AND run = :run ORDER BY sequence DESC LIMIT 1;

-- name: tally
SELECT position, outcome, count(*) AS number FROM decisions
WHERE project = :project AND run = :run AND judging = :judging AND stands = 1
GROUP BY position, outcome;
