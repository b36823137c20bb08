-- locks: contact_views, sign_ins
-- Who looked at whose contact data, and who was signed in, is linked from now on. When a session was
-- closed is told by its event; the row's own column may change.
SELECT audit_begin('contact_views', 'id', 'viewed_at');
SELECT audit_begin('sign_ins', 'id', 'opened_at', '{closed_at}');
