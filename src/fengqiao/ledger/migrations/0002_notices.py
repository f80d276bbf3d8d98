from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_ledger"),)
    operations = (run_sql("0008_notices.sql"),)
