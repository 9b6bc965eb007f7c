-- name: save
INSERT INTO judged (project, run, sample, judging, body) VALUES (:project, :run, :sample, :judging, :body)
ON CONFLICT (project, run, sample, judging) DO UPDATE SET body = excluded.body;

-- name: get
SELECT body FROM judged
WHERE project = :project AND run = :run AND sample = :sample AND judging = :judging;
