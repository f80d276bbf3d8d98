"""What the live stream reads on from."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0015_evidence_limit"),)
    operations = (run_sql("0020_changes.sql"),)
