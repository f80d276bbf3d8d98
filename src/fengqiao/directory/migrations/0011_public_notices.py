"""Public notices with versions; one that was published stays as it was told."""

from typing import Any, Final

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import fengqiao.directory.areas

# What people were told must be found as it was, so no version is changed. Only a throwaway county loses its own.
KEPT: Final = """
CREATE FUNCTION directory_publicnoticeversion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM directory_county WHERE tenant = OLD.tenant AND throwaway
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a published notice is kept as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directory_publicnoticeversion_kept BEFORE UPDATE OR DELETE ON directory_publicnoticeversion
    FOR EACH ROW EXECUTE FUNCTION directory_publicnoticeversion_kept();
"""

TENANT: Final = django.core.validators.RegexValidator("\\A[1-9][0-9]{5}\\Z", "县代码是6位数字")
WEB: Final = django.core.validators.RegexValidator(
    "\\Ahttps?://[^\\s<>\"']+\\Z", "链接应以 http:// 或 https:// 开头"
)
CODE: Final = django.core.validators.RegexValidator(
    "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z", "代码只用字母、数字、点、横线和下划线"
)


def _told() -> list[tuple[str, Any]]:
    return [
        (
            "id",
            models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
        ),
        ("tenant", models.CharField(max_length=6, validators=[TENANT], verbose_name="县代码")),
        ("title", models.CharField(max_length=80, verbose_name="标题")),
        ("title_en", models.CharField(blank=True, max_length=160, verbose_name="英文标题")),
        ("text", models.TextField(max_length=5000, verbose_name="正文")),
        ("text_en", models.TextField(blank=True, max_length=10000, verbose_name="英文正文")),
        (
            "area",
            models.CharField(
                blank=True,
                help_text="不填为全县",
                max_length=12,
                validators=[fengqiao.directory.areas.check_area],
                verbose_name="适用区划",
            ),
        ),
        ("link", models.CharField(blank=True, max_length=300, validators=[WEB], verbose_name="链接")),
        ("valid_from", models.DateField(verbose_name="公布自")),
        ("valid_until", models.DateField(verbose_name="公布至")),
    ]


class Migration(migrations.Migration):
    dependencies = (("directory", "0009_roster"),)

    operations = (
        migrations.CreateModel(
            "PublicNotice",
            [
                *_told(),
                ("code", models.CharField(max_length=40, validators=[CODE], verbose_name="编号")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="已发布版本"),
                ),
                (
                    "is_active",
                    models.BooleanField(default=True, help_text="停用即撤回，不再公布", verbose_name="在用"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="发布单位",
                    ),
                ),
            ],
            {
                "verbose_name": "公告",
                "verbose_name_plural": "公告",
                "db_table": "directory_publicnotice",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "code"), name="directory_publicnotice_code")
                ],
            },
        ),
        migrations.CreateModel(
            "PublicNoticeVersion",
            [
                *_told(),
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("at", models.DateTimeField(verbose_name="发布时间")),
                ("who", models.CharField(max_length=150, verbose_name="发布人")),
                ("correction", models.CharField(blank=True, max_length=200, verbose_name="更正说明")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="directory.publicnotice",
                        verbose_name="公告",
                    ),
                ),
            ],
            {
                "verbose_name": "公告版本",
                "verbose_name_plural": "公告版本",
                "db_table": "directory_publicnoticeversion",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "number"), name="directory_publicnoticeversion_number"
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT),
    )
