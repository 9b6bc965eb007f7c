-- name: append
INSERT INTO events (project, run, sample, kind, payload, at)
VALUES (:project, :run, :sample, :kind, :payload, {now})
RETURNING sequence;

-- name: after
SELECT sequence, run, sample, kind, payload, at FROM events
WHERE project = :project AND run = :run AND sequence > :after
ORDER BY sequence LIMIT :limit;
