"""What was dispatched in a span of time is found by the blocks that hold it."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0024_following"),)
    operations = (run_sql("0025_dispatched.sql"),)
