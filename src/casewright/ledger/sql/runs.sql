-- name: open
INSERT INTO runs (project, id, decides, how, opened_at)
VALUES (:project, :run, :decides, :how, (julianday('now') - 2440587.5) * 86400.0)
ON CONFLICT (project, id) DO UPDATE SET how = excluded.how;

-- name: get
SELECT id, decides, how FROM runs WHERE project = :project AND id = :run;

-- name: all
SELECT id, decides, how FROM runs WHERE project = :project ORDER BY number;

-- name: save_order
INSERT INTO orders (project, run, id, position, n, body)
VALUES (
    :project, :run, :order,
    (SELECT count(*) FROM orders WHERE project = :project AND run = :run),
    :n, :body
)
ON CONFLICT (project, run, id) DO UPDATE SET n = max(n, excluded.n);

-- name: orders
SELECT id, body, n, position FROM orders WHERE project = :project AND run = :run ORDER BY position;
