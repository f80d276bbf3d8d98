"""What is due soon for a unit is found in its index."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0016_changes"),)
    operations = (run_sql("0021_orders_soon.sql"),)
