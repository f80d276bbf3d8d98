"""What a post leaves to its next shift."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0025_tickets"),)
    operations = (run_sql("0039_handover.sql"),)
