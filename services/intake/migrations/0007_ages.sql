-- locks: nothing
-- concurrently
-- What is removed when it is old is found by its age.
CREATE INDEX CONCURRENTLY requests_closed ON requests (changed_at) WHERE state = 'closed';
CREATE INDEX CONCURRENTLY contact_views_age ON contact_views (viewed_at);
CREATE INDEX CONCURRENTLY sign_ins_age ON sign_ins (opened_at);
