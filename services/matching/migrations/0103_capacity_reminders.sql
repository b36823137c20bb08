-- locks: partner_lines
-- Whose capacity is about to lapse, for the loop that reminds them: few, and the organisation first.
CREATE INDEX partner_lines_lapsing ON partner_lines (organisation_id, valid_until)
    WHERE valid_until IS NOT NULL;
