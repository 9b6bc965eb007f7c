-- name: append
INSERT INTO decisions (sequence, project, run, sample, judging, rank, outcome, by, who, reasons)
VALUES (:sequence, :project, :run, :sample, :judging, :rank, :outcome, :by, :who, :reasons);

-- name: newest_judging
SELECT judging FROM decisions WHERE project = :project AND run = :run ORDER BY sequence DESC LIMIT 1;
