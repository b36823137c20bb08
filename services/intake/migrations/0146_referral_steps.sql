-- locks: referrals
-- For the story of a request: what each organisation answered, as it is heard. As in 0124.
CREATE FUNCTION note_referral_step() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.request_steps (request_id, step, code, fields)
    VALUES (new.request_id, 'referral', new.state, ARRAY[new.organisation_id::text]);
    RETURN NULL;
END
$$;
CREATE TRIGGER referrals_told AFTER INSERT ON referrals
FOR EACH ROW EXECUTE FUNCTION note_referral_step();
CREATE TRIGGER referrals_told_again AFTER UPDATE ON referrals
FOR EACH ROW WHEN (old.state <> new.state) EXECUTE FUNCTION note_referral_step();
