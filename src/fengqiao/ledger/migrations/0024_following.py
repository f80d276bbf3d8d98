"""What a citizen said to be the same as somebody else's matter."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0017_orders_soon"),)
    operations = (run_sql("0028_following.sql"),)
