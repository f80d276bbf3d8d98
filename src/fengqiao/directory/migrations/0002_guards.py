"""What the database itself guards: the version counter, the append-only history, closed duty directories."""

from django.db import migrations

# Numbers of a sequence are never given back, so a snapshot in some process's memory can never be taken for another
# one of the same number, whatever was rolled back.
VERSION = "CREATE SEQUENCE directory_version"

# Only a throwaway county (a rehearsal of scenarios) may lose its history, together with everything else.
HISTORY = """
CREATE FUNCTION directory_history_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM directory_county WHERE tenant = OLD.tenant AND throwaway
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'directory_history is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directory_history_kept BEFORE UPDATE OR DELETE ON directory_history
    FOR EACH ROW EXECUTE FUNCTION directory_history_kept();
"""

# A dispatch stores the line that chose it, so a published line must stay as it was.
DUTY = """
CREATE FUNCTION directory_duty_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        touched := ARRAY(SELECT DISTINCT version_id FROM written);
    ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY(SELECT DISTINCT version_id FROM gone);
    ELSE
        touched := ARRAY(SELECT version_id FROM written UNION SELECT version_id FROM gone);
    END IF;
    IF EXISTS (
        SELECT FROM directory_dutyversion v
         WHERE v.id = ANY(touched) AND v.published_at IS NOT NULL
           AND NOT (TG_OP = 'DELETE' AND EXISTS (
                SELECT FROM directory_county c WHERE c.tenant = v.tenant AND c.throwaway))
    ) THEN
        RAISE EXCEPTION 'a published duty directory is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER directory_dutyline_inserted AFTER INSERT ON directory_dutyline
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION directory_duty_closed();
CREATE TRIGGER directory_dutyline_changed AFTER UPDATE ON directory_dutyline
    REFERENCING OLD TABLE AS gone NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION directory_duty_closed();
CREATE TRIGGER directory_dutyline_deleted AFTER DELETE ON directory_dutyline
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION directory_duty_closed();

CREATE FUNCTION directory_dutyversion_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL OR (TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM directory_county WHERE tenant = OLD.tenant AND throwaway)
    ) THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'a published duty directory is closed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directory_dutyversion_closed BEFORE UPDATE OR DELETE ON directory_dutyversion
    FOR EACH ROW EXECUTE FUNCTION directory_dutyversion_closed();
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunSQL(VERSION), migrations.RunSQL(HISTORY), migrations.RunSQL(DUTY)]
