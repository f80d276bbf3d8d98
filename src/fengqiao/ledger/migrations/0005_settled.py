from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0004_categories"),)
    operations = (run_sql("0011_settled.sql"),)
