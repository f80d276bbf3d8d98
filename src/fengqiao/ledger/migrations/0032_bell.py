"""What somebody wants to be told of, and which notices are read."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0031_handover"),)
    operations = (run_sql("0040_bell.sql"),)
