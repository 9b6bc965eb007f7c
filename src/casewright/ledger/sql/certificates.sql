-- name: keep
INSERT INTO certificates (project, run, id, body) VALUES (:project, :run, :id, :body)
ON CONFLICT (project, run, id) DO NOTHING;

-- name: of_run
SELECT id, body FROM certificates WHERE project = :project AND run = :run ORDER BY id;

-- name: names
SELECT id FROM certificates WHERE project = :project AND run = :run;
