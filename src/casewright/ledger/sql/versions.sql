-- name: note
INSERT INTO versions (schema, casewright, at) VALUES (:schema, :casewright, {now})
ON CONFLICT (schema) DO NOTHING;

-- name: maker
SELECT casewright FROM versions ORDER BY schema DESC LIMIT 1;
