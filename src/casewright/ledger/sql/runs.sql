-- name: open
INSERT INTO runs (project, id, decides, how, opened_at, starts)
VALUES (:project, :run, :decides, :how, {now}, 1)
ON CONFLICT (project, id) DO UPDATE SET how = excluded.how, starts = runs.starts + 1,
    over = CASE runs.state WHEN 'open' THEN 0 ELSE 1 END;

-- name: get
SELECT id, decides, how, state, starts, over FROM runs WHERE project = :project AND id = :run;

-- name: all
SELECT id, decides, how, state, starts, over FROM runs WHERE project = :project ORDER BY number;

-- name: turn
UPDATE runs SET state = :state, starts = starts + 1, over = CASE CAST(:state AS text) WHEN 'open' THEN 0 ELSE 1 END
WHERE project = :project AND id = :run;

-- name: due
SELECT id, decides, how, state, starts, over FROM runs
WHERE project = :project AND over = 0 AND state = 'open'
    AND EXISTS (SELECT 1 FROM orders WHERE orders.project = :project AND orders.run = runs.id)
ORDER BY number;

-- name: recent
SELECT id, decides, how, state, starts, over FROM runs
WHERE project = :project
    AND number < coalesce((SELECT number FROM runs WHERE project = :project AND id = :before), 9223372036854775807)
ORDER BY number DESC LIMIT :limit;

-- name: end
UPDATE runs SET over = 1 WHERE project = :project AND id = :run AND starts = :starts AND over = 0;

-- name: projects
SELECT DISTINCT project FROM runs ORDER BY project;

-- name: save_order
INSERT INTO orders (project, run, id, position, n, body)
VALUES (
    :project, :run, :order,
    (SELECT count(*) FROM orders WHERE project = :project AND run = :run),
    :n, :body
)
ON CONFLICT (project, run, id) DO UPDATE SET n = {greatest}(orders.n, excluded.n);

-- name: orders
SELECT id, body, n, position FROM orders WHERE project = :project AND run = :run ORDER BY position;
