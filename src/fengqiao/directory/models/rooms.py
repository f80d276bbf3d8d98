"""Rooms of the centres (一厅多室) that are booked for sessions."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.units import Unit
from fengqiao.places.rooms import RoomKind

ROOM_KINDS = choices(
    (RoomKind.MEDIATION, "调解室", "Mediation room"),
    (RoomKind.ARBITRATION, "仲裁室", "Arbitration room"),
    (RoomKind.COUNSELLING, "心理咨询室", "Counselling room"),
    (RoomKind.CONSULTATION, "会商室", "Consultation room"),
    (RoomKind.HEARING, "听证室", "Hearing room"),
)


class Room(DirectoryModel):
    """A room of a centre. One that was booked is switched off, not deleted."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=60)
    kind = models.CharField(
        label("类别", "Kind"), max_length=12, choices=ROOM_KINDS, default=RoomKind.MEDIATION.value
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="rooms", verbose_name=label("所属单位", "Kept by")
    )
    where = models.CharField(
        label("位置", "Where"), max_length=100, blank=True,
        help_text=label("例如：县综治中心二楼203", "For example: county centre, second floor, 203"),
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField(
        label("座位", "Seats"), default=0, validators=[MaxValueValidator(1000)]
    )
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_room"
        verbose_name = verbose_name_plural = label("房间", "Room")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_room_code")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a unit of another county."""
        super().clean()
        if self.unit_id:
            self.check_same_county("unit")
