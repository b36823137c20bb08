-- Those who never confirm are forgotten: the loop looks for links that ran out unused.
CREATE INDEX confirmations_unused ON confirmations (expires_at) WHERE used_at IS NULL;
