from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0012_referrals"),)
    operations = (run_sql("0014_papers.sql"),)
