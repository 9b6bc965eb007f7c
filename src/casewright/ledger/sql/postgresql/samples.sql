-- name: claim
WITH planned AS (
    SELECT id, round, position, idx FROM samples
    WHERE project = :project AND run = :run AND state = 'planned'
        AND (CAST(:orders AS text) IS NULL OR position IN (
            SELECT o.position FROM orders o, json_array_elements_text(CAST(:orders AS json)) AS wanted (id)
            WHERE o.project = :project AND o.run = :run AND o.id = wanted.id
        ))
    ORDER BY round, position, idx, id
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
), expired AS (
    SELECT id, round, position, idx FROM samples
    WHERE project = :project AND run = :run AND state = 'leased' AND leased_until <= {now}
        AND (CAST(:orders AS text) IS NULL OR position IN (
            SELECT o.position FROM orders o, json_array_elements_text(CAST(:orders AS json)) AS wanted (id)
            WHERE o.project = :project AND o.run = :run AND o.id = wanted.id
        ))
    ORDER BY round, position, idx, id
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
), free AS (
    SELECT * FROM planned UNION ALL SELECT * FROM expired
    ORDER BY round, position, idx, id
    LIMIT :limit
)
UPDATE samples s
SET state = 'leased', worker = :worker, fence = s.fence + 1, claimed_at = {now}, leased_until = {now} + :seconds
WHERE s.project = :project AND s.run = :run AND s.id = ANY (ARRAY(SELECT id FROM free))
RETURNING s.id, s.order_id, s.idx, s.round, s.position, s.fence;
