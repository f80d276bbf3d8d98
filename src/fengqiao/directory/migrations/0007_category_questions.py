from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0006_hall"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="question_sets",
            field=models.JSONField(db_default=[], default=list, editable=False, verbose_name="补充问题各版"),
        ),
    ]
