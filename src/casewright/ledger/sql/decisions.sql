-- name: overrule
UPDATE decisions SET stands = 0
WHERE project = :project AND run = :run AND judging = :judging AND sample = :sample AND stands = 1 AND rank <= :rank;

-- name: append
INSERT INTO decisions (
    sequence, project, run, sample, judging, rank, outcome, by, who, reasons, position, round, idx, stands
)
VALUES (
    :sequence, :project, :run, :sample, :judging, :rank, :outcome, :by, :who, :reasons,
    (SELECT position FROM samples WHERE project = :project AND run = :run AND id = :sample),
    (SELECT round FROM samples WHERE project = :project AND run = :run AND id = :sample),
    (SELECT idx FROM samples WHERE project = :project AND run = :run AND id = :sample),
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

-- name: of_sample
SELECT sequence, outcome, by, judging, reasons, who FROM decisions
WHERE project = :project AND run = :run AND sample = :sample ORDER BY sequence;

-- Scalar subqueries, since a server that has not analysed its tables yet joins them by what their keys begin with.
-- name: page
SELECT g.id, g.order_id, g.idx, g.round, g.position, g.state, g.body,
       g.recorded IS NOT NULL AS has_record,
       d.outcome, d.by, d.judging, d.reasons, d.who
FROM (
    SELECT f.id, f.idx, f.round, f.position, f.sequence, (SELECT s.state FROM samples s WHERE s.project = :project AND s.run = :run AND s.id = f.id) AS state,
        (SELECT s.order_id FROM samples s WHERE s.project = :project AND s.run = :run AND s.id = f.id) AS order_id,
        (SELECT c.body FROM cases c WHERE c.project = :project AND c.run = :run AND c.sample = f.id) AS body,
        (SELECT 1 FROM records r WHERE r.project = :project AND r.run = :run AND r.sample = f.id) AS recorded
    FROM (
        SELECT sample AS id, round, position, idx, sequence FROM decisions
        WHERE project = :project AND run = :run AND judging = :judging AND outcome = :outcome AND stands = 1
            AND (round, position, idx, sample) > (:round, :position, :index, :after)
            AND (CAST(:positions AS text) IS NULL OR position IN {positions})
        ORDER BY round, position, idx, sample
        LIMIT :limit
    ) AS f
) AS g
LEFT JOIN decisions d ON d.sequence = g.sequence
ORDER BY g.round, g.position, g.idx, g.id;

-- name: feed
SELECT e.sequence, e.run, e.sample, e.kind, e.payload, e.at
FROM (
    SELECT sequence FROM decisions WHERE project = :project AND sequence > :after ORDER BY sequence LIMIT :limit
) AS found
JOIN events e ON e.sequence = found.sequence
ORDER BY e.sequence;
