-- name: append
INSERT INTO events (project, run, sample, kind, payload, at)
VALUES (:project, :run, :sample, :kind, :payload, (julianday('now') - 2440587.5) * 86400.0);

-- name: after
SELECT sequence, run, sample, kind, payload, at FROM events
WHERE project = :project AND run = :run AND sequence > :after
ORDER BY sequence LIMIT :limit;
