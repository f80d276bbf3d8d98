from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    initial = True
    operations = [
        run_sql("0001_guard.sql"),
        run_sql("0002_matters.sql"),
        run_sql("0003_people.sql"),
        run_sql("0004_audit.sql"),
        run_sql("0005_around.sql"),
        run_sql("0006_functions.sql"),
        run_sql("0007_lists.sql"),
    ]
