-- One sample is found by its key. Written as plain conditions, its state would lead a server to the index by state,
-- through all that are leased.

-- name: add
INSERT INTO samples (project, run, id, order_id, round, position, idx)
VALUES (:project, :run, :sample, :order, :round, :position, :index)
ON CONFLICT (project, run, id) DO NOTHING;

-- name: add_case
INSERT INTO cases (project, run, sample, body) VALUES (:project, :run, :sample, :body)
ON CONFLICT (project, run, sample) DO NOTHING;

-- name: claim
UPDATE samples
SET state = 'leased', worker = :worker, fence = fence + 1, claimed_at = {now}, leased_until = {now} + :seconds
WHERE project = :project AND run = :run AND id IN (SELECT id FROM (
    SELECT id, round, position, idx FROM samples
    WHERE project = :project AND run = :run AND state = 'planned'
        AND (:orders IS NULL OR position IN (
            SELECT o.position FROM orders o, json_each(:orders) wanted
            WHERE o.project = :project AND o.run = :run AND o.id = wanted.value
        ))
    UNION ALL
    SELECT id, round, position, idx FROM samples
    WHERE project = :project AND run = :run AND state = 'leased'
        AND leased_until <= {now}
        AND (:orders IS NULL OR position IN (
            SELECT o.position FROM orders o, json_each(:orders) wanted
            WHERE o.project = :project AND o.run = :run AND o.id = wanted.value
        ))
    ORDER BY round, position, idx, id
    LIMIT :limit
))
RETURNING id, order_id, idx, round, position, fence;

-- name: case
SELECT body FROM cases WHERE project = :project AND run = :run AND sample = :sample;

-- name: renew
UPDATE samples
SET leased_until = {now} + :seconds
WHERE project = :project AND run = :run AND id = :sample
    AND CASE WHEN state = 'leased' THEN fence END = :fence;

-- name: release
UPDATE samples SET state = 'planned', worker = NULL, leased_until = NULL
WHERE project = :project AND run = :run AND id = :sample
    AND CASE WHEN state = 'leased' THEN fence END = :fence;

-- name: finish
UPDATE samples SET state = :state, worker = NULL, leased_until = NULL
WHERE project = :project AND run = :run AND id = :sample
    AND CASE WHEN state = 'leased' THEN fence END = :fence;

-- name: held
SELECT s.id, s.order_id, s.idx, s.round, s.fence, s.worker, s.leased_until - {now} AS seconds_left, c.body AS body
FROM samples s
JOIN cases c ON c.project = s.project AND c.run = s.run AND c.sample = s.id
WHERE s.project = :project AND s.run = :run AND s.state = 'leased'
ORDER BY s.round, s.position, s.idx, s.id;

-- name: settle
UPDATE samples
SET state = 'decided', worker = NULL, leased_until = NULL
WHERE project = :project AND run = :run AND id = :sample;

-- name: commit
UPDATE samples SET state = 'decided'
WHERE project = :project AND run = :run AND id = :sample
    AND CASE WHEN state = 'passed' THEN 1 END = 1;

-- name: undecided
SELECT id FROM samples
WHERE project = :project AND run = :run AND state IN ('planned', 'leased', 'passed')
ORDER BY round, position, idx, id;

-- name: tally
SELECT position, state, count(*) AS number, max(round) AS last_round FROM samples
WHERE project = :project AND run = :run
GROUP BY position, state;

-- name: save_record
INSERT INTO records (project, run, sample, body) VALUES (:project, :run, :sample, :body)
ON CONFLICT (project, run, sample) DO UPDATE SET body = excluded.body;

-- name: record
SELECT body FROM records WHERE project = :project AND run = :run AND sample = :sample;

-- name: all
SELECT s.id, s.order_id, s.idx, s.round, s.state, c.body AS body,
       r.sample IS NOT NULL AS has_record,
       d.outcome, d.by, d.judging, d.reasons, d.who
FROM samples s
JOIN cases c ON c.project = s.project AND c.run = s.run AND c.sample = s.id
LEFT JOIN records r ON r.project = s.project AND r.run = s.run AND r.sample = s.id
LEFT JOIN decisions d ON d.project = s.project AND d.run = s.run AND d.sample = s.id
    AND d.judging = :judging AND d.stands = 1
WHERE s.project = :project AND s.run = :run AND s.state IN (:state_1, :state_2, :state_3, :state_4)
ORDER BY s.round, s.position, s.idx, s.id;

-- name: get
SELECT state FROM samples WHERE project = :project AND run = :run AND id = :sample;

-- name: ids
SELECT id FROM samples WHERE project = :project AND run = :run;

-- name: place
SELECT round, position, idx FROM samples WHERE project = :project AND run = :run AND id = :sample;

-- name: one
SELECT s.id, s.order_id, s.idx, s.round, s.position, s.state, c.body AS body,
       r.sample IS NOT NULL AS has_record,
       d.outcome, d.by, d.judging, d.reasons, d.who
FROM samples s
JOIN cases c ON c.project = s.project AND c.run = s.run AND c.sample = s.id
LEFT JOIN records r ON r.project = s.project AND r.run = s.run AND r.sample = s.id
LEFT JOIN decisions d ON d.project = s.project AND d.run = s.run AND d.sample = s.id
    AND d.judging = :judging AND d.stands = 1
WHERE s.project = :project AND s.run = :run AND s.id = :sample;

-- A page of one state: what each index holds in order is read no further than asked.
-- Scalar subqueries, since a server that has not analysed its tables yet joins them by what their keys begin with.
-- name: page
SELECT g.id, g.order_id, g.idx, g.round, g.position, g.state, g.body,
       g.recorded IS NOT NULL AS has_record,
       d.outcome, d.by, d.judging, d.reasons, d.who
FROM (
    SELECT f.id, f.idx, f.round, f.position, f.sequence, CAST(:state AS text) AS state,
        (SELECT s.order_id FROM samples s WHERE s.project = :project AND s.run = :run AND s.id = f.id) AS order_id,
        (SELECT c.body FROM cases c WHERE c.project = :project AND c.run = :run AND c.sample = f.id) AS body,
        (SELECT 1 FROM records r WHERE r.project = :project AND r.run = :run AND r.sample = f.id) AS recorded
    FROM (
        SELECT a.id, a.round, a.position, a.idx, (
            SELECT x.sequence FROM decisions x
            WHERE x.project = :project AND x.run = :run AND x.judging = :judging AND x.sample = a.id AND x.stands = 1
        ) AS sequence
        FROM samples a
        WHERE a.project = :project AND a.run = :run AND a.state = :state
            AND (a.round, a.position, a.idx, a.id) > (:round, :position, :index, :after)
            AND (CAST(:positions AS text) IS NULL OR a.position IN {positions})
        ORDER BY a.round, a.position, a.idx, a.id
        LIMIT :limit
    ) AS f
) AS g
LEFT JOIN decisions d ON d.sequence = g.sequence
ORDER BY g.round, g.position, g.idx, g.id;
