from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0009_table"),)
    operations = (run_sql("0018_evidence_erasure.sql"),)
