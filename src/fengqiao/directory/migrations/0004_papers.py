from typing import Any

from django.db import migrations, models

WORDS = {
    "SLIP_ACCEPT": "受字",
    "SLIP_TRANSFER": "交字",
    "SLIP_RESOLVE": "结字",
    "SLIP_EVALUATE": "评字",
    "LETTER_REMIND": "提字",
    "LETTER_SUPERVISE": "督字",
    "RIGHTS_NOTICE": "告字",
    "MEDIATION_RECORD": "笔字",
    "MEDIATION_AGREEMENT": "人调字",
    "ORAL_AGREEMENT_RECORD": "人调字",
    "ROUTE_NOTICE": "途字",
    "CONSULTATION_MINUTES": "会字",
    "LEADER_CASE_FORM": "包字",
    "REJECTION_NOTICE": "不受字",
    "EXTENSION_FORM": "延字",
    "PAYMENT_RECEIPT": "收字",
    "CONFIRMATION_APPLICATION": "确字",
    "COURT_RULING": "裁字",
}


def give_words(apps: Any, schema_editor: Any) -> None:
    """A county that stands already gets the words of the template; an empty text means the default one anyway."""
    del schema_editor
    template = apps.get_model("directory", "DocumentTemplate")
    for code, word in WORDS.items():
        template.objects.filter(code=code, word="").update(word=word)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_mediators"),
    ]

    operations = [
        migrations.AddField(
            model_name="documenttemplate",
            name="word",
            field=models.CharField(
                blank=True,
                help_text="如“人调字”；字号按制作单位、字样和年度连续编号",
                max_length=20,
                verbose_name="文号字样",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="short_name",
            field=models.CharField(
                blank=True,
                help_text="用于文书字号，如“望”；不填用全称",
                max_length=20,
                verbose_name="字号简称",
            ),
        ),
        migrations.AlterField(
            model_name="documenttemplate",
            name="body",
            field=models.TextField(
                blank=True,
                help_text="一行一段：“# ”标题，“> ”顶格，“| 栏目 | 内容”表格，“@ ”签名处；{事项编号} 等为填充处，全空的行不印；不填用默认正文",
                verbose_name="正文",
            ),
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop, elidable=True),
    ]
