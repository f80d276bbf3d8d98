from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0002_notices"),)
    operations = (run_sql("0009_soon.sql"),)
