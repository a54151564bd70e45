-- The newest event of the log when a write was noted: what the write has made is told behind it.
ALTER TABLE upstream_write ADD COLUMN after_event_id BIGINT NOT NULL DEFAULT 0;
UPDATE upstream_write SET after_event_id = (SELECT coalesce(max(id), 0) FROM event);
