"""A roster says what of it is published to citizens; on duty are a leader and officers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0007_category_questions"),)
    operations = (
        migrations.AlterField(
            model_name="dutyroster",
            name="post",
            field=models.CharField(
                choices=[("duty_leader", "值班领导"), ("duty_officer", "值班员")],
                max_length=20,
                verbose_name="岗位",
            ),
        ),
        migrations.AddField(
            model_name="dutyroster",
            name="is_published",
            field=models.BooleanField(default=False, db_default=False, verbose_name="向群众公布"),
        ),
        migrations.AddField(
            model_name="dutyroster",
            name="published_name",
            field=models.CharField(
                blank=True,
                default="",
                db_default="",
                help_text="空为只公布岗位；例如：王主任",
                max_length=40,
                verbose_name="公布的称呼",
            ),
        ),
    )
