from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0003_soon"),)
    operations = (run_sql("0010_categories.sql"),)
