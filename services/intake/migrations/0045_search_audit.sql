-- locks: staff_searches
-- A search may be denied as little as a look: its row is linked too.
SELECT audit_begin('staff_searches', 'id', 'searched_at');
