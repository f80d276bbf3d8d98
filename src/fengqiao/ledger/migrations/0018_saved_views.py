"""Lists that somebody keeps for the own work."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0021_dispatched"),)
    operations = (run_sql("0022_saved_views.sql"),)
