-- locks: nothing
-- concurrently
-- Who saw whom is answered from these, and how often somebody looked today.
CREATE INDEX CONCURRENTLY contact_views_staff ON contact_views (staff_id, viewed_at) WHERE staff_id IS NOT NULL;
CREATE INDEX CONCURRENTLY contact_views_reference ON contact_views (reference);
CREATE INDEX CONCURRENTLY reach_points_found ON reach_points (mark) WHERE mark IS NOT NULL;
