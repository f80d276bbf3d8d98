"""What tickets are taken for in the halls."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0005_knowledge"),)

    operations = (
        migrations.CreateModel(
            "HallService",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tenant",
                    models.CharField(
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator("\\A[1-9][0-9]{5}\\Z", "县代码是6位数字")
                        ],
                        verbose_name="县代码",
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        max_length=1,
                        validators=[
                            django.core.validators.RegexValidator("\\A[A-Z]\\Z", "字母是A到Z中的一个")
                        ],
                        verbose_name="字母",
                    ),
                ),
                ("name_zh", models.CharField(max_length=20, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=40, verbose_name="英文名")),
                (
                    "priority_minutes",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="优先号按早取这么多分钟排队",
                        validators=[django.core.validators.MaxValueValidator(480)],
                        verbose_name="优先分钟数",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="大厅",
                    ),
                ),
            ],
            {
                "verbose_name": "大厅取号事项",
                "verbose_name_plural": "大厅取号事项",
                "db_table": "directory_hallservice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "unit", "letter"), name="directory_hallservice_letter"
                    )
                ],
            },
        ),
    )
