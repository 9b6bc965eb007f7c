-- name: save
INSERT INTO calls (project, key, run, sample, purpose, model, reply, screen, failure, at)
VALUES (:project, :key, :run, :sample, :purpose, :model, :reply, :screen, :failure, {now})
ON CONFLICT (project, key) DO NOTHING;

-- name: get
SELECT key, run, sample, purpose, model, reply, screen, failure FROM calls
WHERE project = :project AND key = :key;

-- name: of_run
SELECT key, run, sample, purpose, model, reply, screen, failure FROM calls
WHERE project = :project AND run = :run ORDER BY number;

-- name: of_sample
SELECT key, run, sample, purpose, model, reply, screen, failure FROM calls
WHERE project = :project AND run = :run AND sample = :sample ORDER BY number;

-- name: count
SELECT count(*) AS number FROM calls WHERE project = :project AND run = :run;
