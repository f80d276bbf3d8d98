"""Tickets of the halls."""

from django.db import migrations

from fengqiao.ledger.sqlfiles import run_sql


class Migration(migrations.Migration):
    dependencies = (("ledger", "0018_saved_views"),)
    operations = (run_sql("0029_tickets.sql"),)
