"""The Django application of this room."""

from django.apps import AppConfig

from fengqiao.directory import labels


class DirectoryConfig(AppConfig):
    """Configuration that people edit; it has no signals and no start-up work."""

    name = "fengqiao.directory"
    label = "directory"
    verbose_name = labels.label("县级配置", "County directory")
    default_auto_field = "django.db.models.BigAutoField"
