-- name: save
INSERT INTO texts (project, hash, body) VALUES (:project, :hash, :body)
ON CONFLICT (project, hash) DO NOTHING;

-- name: get
SELECT body FROM texts WHERE project = :project AND hash = :hash;

-- name: known
SELECT 1 AS known FROM texts WHERE project = :project AND hash = :hash;
