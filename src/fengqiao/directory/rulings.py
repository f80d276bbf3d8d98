"""Rulings that became lines of the duty directory."""

from datetime import datetime

from fengqiao.directory.models import DutyLine


def ruling_stands(tenant: str, matter_code: str, at: datetime) -> bool:
    """Whether the ruling of this matter at this moment is in the directory already."""
    return DutyLine.objects.filter(
        version__tenant=tenant, matter_code=matter_code, version__effective_from=at
    ).exists()
