from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0013_evidence"),)
    operations = (run_sql("0015_table.sql"),)
