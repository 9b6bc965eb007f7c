-- name: add
INSERT INTO beginnings (project, run, sample, key, worker, at)
VALUES (:project, :run, :sample, :key, :worker, {now})
RETURNING number;

-- name: complete
DELETE FROM beginnings WHERE project = :project AND number = :number AND state = 'open';

-- name: close
UPDATE beginnings SET state = :state WHERE project = :project AND number = :number AND state = 'open';

-- name: count
SELECT state, count(*) AS number FROM beginnings WHERE project = :project AND run = :run GROUP BY state;
