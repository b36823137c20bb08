-- locks: nothing
-- concurrently
-- How often somebody was sent a new link lately is asked with each.
CREATE INDEX CONCURRENTLY staff_changes_again ON staff_changes (staff_id, changed_at)
WHERE change = 'invited_again';
