from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0014_evidence_erasure"),)
    operations = (run_sql("0019_evidence_limit.sql"),)
