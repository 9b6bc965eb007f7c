-- name: append
INSERT INTO events (project, run, sample, kind, payload, at)
VALUES (:project, :run, :sample, :kind, :payload, {now})
RETURNING sequence;

-- name: after
SELECT sequence, run, sample, kind, payload, at FROM events
WHERE project = :project AND run = :run AND sequence > :after
    AND (CAST(:kinds AS text) IS NULL OR kind IN {kinds})
ORDER BY sequence LIMIT :limit;

-- name: latest
SELECT sequence, run, sample, kind, payload, at FROM events
WHERE project = :project AND run = :run AND kind = :kind AND sample IS NULL
ORDER BY sequence DESC LIMIT 1;
