"""The knowledge base with versions, validity and who keeps it; a version that was published stays as it was."""

from typing import Any, Final

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# What a citizen was told must be found as it was, so no version is changed. Only a throwaway county loses its own.
KEPT: Final = """
CREATE FUNCTION directory_knowledgeversion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM directory_county WHERE tenant = OLD.tenant AND throwaway
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a published answer is kept as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directory_knowledgeversion_kept BEFORE UPDATE OR DELETE ON directory_knowledgeversion
    FOR EACH ROW EXECUTE FUNCTION directory_knowledgeversion_kept();
"""

# What was in use before there were versions was approved as it stands.
FIRST: Final = """
INSERT INTO directory_knowledgeversion (tenant, item_id, number, at, who, question, answer, keywords, category_id, basis)
SELECT tenant, id, 1, now(), 'system', question, answer, keywords, category_id, basis
  FROM directory_knowledgeitem WHERE is_active;
UPDATE directory_knowledgeitem SET version = 1 WHERE is_active;
"""

TENANT: Final = django.core.validators.RegexValidator("\\A[1-9][0-9]{5}\\Z", "县代码是6位数字")


def _keywords() -> Any:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name="关键词"
    )


def _key(to: str, name: str, *, may_be_none: bool = True, **more: Any) -> Any:
    return models.ForeignKey(
        blank=may_be_none,
        null=may_be_none,
        on_delete=django.db.models.deletion.PROTECT,
        to=to,
        verbose_name=name,
        **({"related_name": "+"} | more),
    )


def _day(name: str) -> Any:
    return models.DateField(blank=True, null=True, verbose_name=name)


def _valid_for() -> Any:
    return _key("directory.unit", "适用单位辖区", help_text="不选为全县")


class Migration(migrations.Migration):
    dependencies = (("directory", "0004_papers"),)

    operations = (
        migrations.AddField("knowledgeitem", "keywords", _keywords()),
        migrations.AddField("knowledgeitem", "unit", _key("directory.unit", "责任单位")),
        migrations.AddField("knowledgeitem", "valid_for", _valid_for()),
        migrations.AddField("knowledgeitem", "valid_from", _day("有效期自")),
        migrations.AddField("knowledgeitem", "valid_until", _day("有效期至")),
        migrations.AddField(
            "knowledgeitem",
            "version",
            models.PositiveIntegerField(default=0, editable=False, verbose_name="已发布版本"),
        ),
        migrations.AlterField(
            "knowledgeitem", "answer", models.TextField(max_length=5000, verbose_name="答复")
        ),
        migrations.AlterField(
            "knowledgeitem",
            "is_active",
            models.BooleanField(default=True, help_text="停用即撤下，不再提供", verbose_name="在用"),
        ),
        migrations.CreateModel(
            "KnowledgeVersion",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tenant", models.CharField(max_length=6, validators=[TENANT], verbose_name="县代码")),
                ("question", models.CharField(max_length=300, verbose_name="问题")),
                ("answer", models.TextField(max_length=5000, verbose_name="答复")),
                ("keywords", _keywords()),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                ("valid_from", _day("有效期自")),
                ("valid_until", _day("有效期至")),
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("at", models.DateTimeField(verbose_name="发布时间")),
                ("who", models.CharField(max_length=150, verbose_name="发布人")),
                ("category", _key("directory.category", "分类")),
                ("item", _key("directory.knowledgeitem", "条目", may_be_none=False, related_name="versions")),
                ("valid_for", _valid_for()),
            ],
            {
                "verbose_name": "知识库版本",
                "verbose_name_plural": "知识库版本",
                "db_table": "directory_knowledgeversion",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "number"), name="directory_knowledgeversion_number"
                    )
                ],
            },
        ),
        migrations.RunSQL(FIRST),
        migrations.RunSQL(KEPT),
    )
