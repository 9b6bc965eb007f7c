-- name: open
INSERT INTO runs (project, id, decides, how, opened_at)
VALUES (:project, :run, :decides, :how, {now})
ON CONFLICT (project, id) DO UPDATE SET how = excluded.how;

-- name: get
SELECT id, decides, how, state FROM runs WHERE project = :project AND id = :run;

-- name: all
SELECT id, decides, how, state FROM runs WHERE project = :project ORDER BY number;

-- name: turn
UPDATE runs SET state = :state WHERE project = :project AND id = :run;

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
