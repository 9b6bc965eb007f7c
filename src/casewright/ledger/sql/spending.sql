-- name: add
INSERT INTO spending (project, run, order_id, writer, calls, tokens, usd, unpriced)
SELECT project, run, order_id, :writer, 1, :tokens, :usd, :unpriced FROM samples
WHERE project = :project AND run = :run AND id = :sample
ON CONFLICT (project, run, order_id, writer) DO UPDATE SET
    calls = spending.calls + 1,
    tokens = spending.tokens + excluded.tokens,
    usd = spending.usd + excluded.usd,
    unpriced = spending.unpriced + excluded.unpriced;

-- name: add_seconds
INSERT INTO spending (project, run, order_id, writer, seconds)
SELECT project, run, order_id, :writer, {greatest}(0.0, {now} - claimed_at) FROM samples
WHERE project = :project AND run = :run AND id = :sample AND claimed_at IS NOT NULL
    AND CASE WHEN state = 'leased' THEN fence END = coalesce(CAST(:fence AS bigint), fence)
ON CONFLICT (project, run, order_id, writer) DO UPDATE SET seconds = spending.seconds + excluded.seconds;

-- name: of_run
SELECT o.id AS order_id, sum(p.calls) AS calls, sum(p.tokens) AS tokens, sum(p.usd) AS usd,
    sum(p.seconds) AS seconds, sum(p.unpriced) AS unpriced
FROM orders o
JOIN spending p ON p.project = o.project AND p.run = o.run AND p.order_id = o.id
WHERE o.project = :project AND o.run = :run
GROUP BY o.id, o.position
HAVING sum(p.calls) > 0
ORDER BY o.position;
