"""Accounts, the posts people hold, and who is on duty (DOMAIN 2.2, 6.4).

What stands here about a person is what the work needs: a name, a work phone, posts. No tracks, no figures about
persons, nothing of DOMAIN 6.3.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.areas import check_area
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, DirectoryQuerySet, tenant_code
from fengqiao.directory.models.units import Unit
from fengqiao.people.actors import Post
from fengqiao.people.rosters import LONGEST, Clash, DutyRole, Shift, clash

POSTS = choices(
    (Post.REGISTRAR, "登记受理岗", "Registrar"),
    (Post.DISPATCHER, "分流派单员", "Dispatcher"),
    (Post.COORDINATOR, "协调调度岗", "Coordinator"),
    (Post.ANALYST, "研判分析岗", "Analyst"),
    (Post.MEDIATOR, "矛盾调解岗", "Mediator"),
    (Post.HANDLER, "部门承办人", "Handler"),
    (Post.TOWN_DISPATCHER, "镇街调度员", "Town dispatcher"),
    (Post.GRID_WORKER, "网格员", "Grid worker"),
    (Post.SUPERVISOR, "跟踪督办岗", "Supervisor"),
    (Post.DUTY_LEADER, "值班领导", "Duty leader"),
    (Post.UNIT_LEADER, "承办单位负责人", "Unit leader"),
    (Post.LEADER, "领导", "Leader"),
    (Post.AUDITOR, "审计员", "Auditor"),
    (Post.PRIVACY_OFFICER, "个人信息负责人", "Privacy officer"),
    (Post.ADMINISTRATOR, "系统管理员", "Administrator"),
)
DUTY_ROLES = choices(
    (DutyRole.LEADER, "值班领导", "Duty leader"),
    (DutyRole.OFFICER, "值班员", "Duty officer"),
)
LOCALES = [("zh-hans", "简体中文"), ("en", "English")]


class AdminRole(models.TextChoices):
    """三员分立: who keeps the configuration, who keeps the accounts, who looks at both (DOMAIN 6.4)."""

    NONE = "", label("无", "None")
    SYSTEM = "system", label("系统管理员", "System administrator")
    SECURITY = "security", label("安全管理员", "Security administrator")
    AUDIT = "audit", label("审计管理员", "Audit administrator")


_ACCOUNT_MODELS = {"user", "assignment"}
_READ = {"view", "export"}


class UserManager(BaseUserManager.from_queryset(DirectoryQuerySet)):  # type: ignore[misc]
    """Makes accounts; passwords are hashed by Django's hashers."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password nobody can sign in with it until one is set."""
        if not username:
            raise ValueError("an account needs a user name")
        user: User = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """The first account of an installation; it belongs to no county and may do everything in the admin."""
        return self.create_user(username, password, **(fields | {"is_superuser": True}))

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of this user name, whatever its letters' case."""
        found: User = self.get(username__iexact=username)
        return found


class User(DirectoryModel, AbstractBaseUser):
    """An account of a person at work. Sign-in, lock-out and second factor are allauth's."""

    configures = False
    unrecorded = ("password", "last_login")

    tenant = models.CharField(label("县代码", "County"), max_length=6, blank=True, validators=[tenant_code])
    username = models.CharField(
        label("用户名", "User name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    display_name = models.CharField(label("姓名", "Name"), max_length=60)
    work_phone = models.CharField(label("工作电话", "Work phone"), max_length=30, blank=True)
    email = models.EmailField(label("工作邮箱", "Work mail"), blank=True)
    locale = models.CharField(label("界面语言", "Language"), max_length=7, choices=LOCALES, default="zh-hans")
    is_active = models.BooleanField(label("启用", "Active"), default=True)
    is_superuser = models.BooleanField(label("超级管理员", "Superuser"), default=False)
    admin_role = models.CharField(
        label("管理员类别", "Administrator role"), max_length=8, choices=AdminRole.choices, blank=True
    )
    must_change_password = models.BooleanField(
        label("下次登录须改密码", "Must change password"), default=False
    )
    password_changed_at = models.DateTimeField(
        label("密码修改时间", "Password changed"), null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(label("建立时间", "Created"), default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        db_table = "directory_user"
        verbose_name = verbose_name_plural = label("用户", "User")
        constraints = [
            # Zhang and zhang are one person to everybody who types a name.
            models.UniqueConstraint(Upper("username"), name="directory_user_username_any_case"),
        ]
        indexes = [models.Index(fields=["tenant", "username"], name="directory_user_county")]

    def __str__(self) -> str:
        return self.display_name or self.username

    def clean(self) -> None:
        """Normalise the user name; an account without a county is for superusers only."""
        super().clean()
        self.username = self.normalize_username(self.username)
        if not self.tenant and not self.is_superuser:
            raise ValidationError({"tenant": label("请选择县", "Choose the county")})

    def set_password(self, raw_password: str | None) -> None:
        """Hash a new password and remember when, so that a change is in the history though the hash is not."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    def get_full_name(self) -> str:
        """The name as colleagues write it."""
        return self.display_name

    def get_short_name(self) -> str:
        """The same: Chinese names are not shortened."""
        return self.display_name

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens for this account."""
        return self.is_superuser or bool(self.admin_role)

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002  Django's signature
        """Three administrators, nobody all three: configuration, accounts, and a look at everything."""
        if not self.is_active:
            return False
        app, _, act = perm.partition(".")
        verb, _, model = act.partition("_")
        if app == "directory" and model == "history":
            return self.is_staff and verb == "view"
        match self.admin_role:
            case _ if self.is_superuser:
                return True
            case AdminRole.SYSTEM:
                return app == "directory" and model not in _ACCOUNT_MODELS
            case AdminRole.SECURITY:
                return app == "mfa" or (app == "directory" and model in _ACCOUNT_MODELS)
            case AdminRole.AUDIT:
                return app == "directory" and verb in _READ
        return False

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        """Whether every one of the permissions is held."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the admin shows an application to this account at all."""
        if not self.is_active:
            return False
        shown = {"directory", "mfa"} if self.admin_role == AdminRole.SECURITY else {"directory"}
        return self.is_superuser or (bool(self.admin_role) and app_label in shown)


def long_ago() -> date:
    """The start of an assignment whose start nobody needs to know."""
    return date(2000, 1, 1)


class Assignment(DirectoryModel):
    """A person holds a post in a unit, for a territory and a time. Several may be held at once."""

    configures = False

    user = models.ForeignKey(
        User, models.PROTECT, related_name="assignments", verbose_name=label("用户", "User")
    )
    post = models.CharField(label("岗位", "Post"), max_length=20, choices=POSTS)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="assignments", verbose_name=label("单位", "Unit")
    )
    area = models.CharField(
        label("区域", "Area"), max_length=17, blank=True, validators=[check_area],
        help_text=label("空为单位的管辖区划", "Empty for the territory of the unit"),
    )  # fmt: skip
    valid_from = models.DateField(label("起", "From"), default=long_ago)
    valid_to = models.DateField(label("止", "To"), null=True, blank=True)

    class Meta:
        db_table = "directory_assignment"
        verbose_name = verbose_name_plural = label("任岗", "Assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "post", "unit", "area", "valid_from"], name="directory_assignment_key"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="directory_assignment_order",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "unit", "post"], name="directory_assignment_unit")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_post_display()} · {self.unit.name_zh}"

    def clean(self) -> None:
        """Refuse a person or unit of another county, an area outside it, and an end before the start."""
        super().clean()
        self.check_same_county(*(name for name in ("user", "unit") if getattr(self, f"{name}_id")))
        if self.area and not self.area.startswith(self.tenant):
            raise ValidationError({"area": label("区划不在本县", "The area is not in this county")})
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": label("止早于起", "It ends before it starts")})


_ROLES = {role.value for role in DutyRole}
_CLASHES = {Clash.PERSON: "user", Clash.LEADER: "starts"}


class DutyRoster(DirectoryModel):
    """Who is on duty when (值班表): a plan, not a record of presence.

    Citizens read the post, the name as the county writes it and the work phone where `is_published` is ticked, no more.
    """

    configures = False

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=label("单位", "Unit"))
    post = models.CharField(label("岗位", "Post"), max_length=20, choices=DUTY_ROLES)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=label("值班人", "On duty"))
    starts = models.DateTimeField(label("开始", "Starts"))
    ends = models.DateTimeField(label("结束", "Ends"))
    note = models.CharField(label("备注", "Note"), max_length=200, blank=True)
    is_published = models.BooleanField(
        label("向群众公布", "Published to citizens"), default=False, db_default=False
    )
    published_name = models.CharField(
        label("公布的称呼", "Name as published"), max_length=40, blank=True, default="", db_default="",
        help_text=label("空为只公布岗位；例如：王主任", "Empty: the post alone; for example: Director Wang"),
    )  # fmt: skip

    class Meta:
        db_table = "directory_dutyroster"
        verbose_name = verbose_name_plural = label("值班表", "Duty roster")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="directory_dutyroster_order"
            )
        ]
        indexes = [models.Index(fields=["tenant", "starts"], name="directory_dutyroster_time")]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M} {self.user}"

    def clean(self) -> None:
        """Refuse people and units of another county, a shift that ends too early or late, and two at one time."""
        super().clean()
        self.check_same_county(*(name for name in ("user", "unit") if getattr(self, f"{name}_id")))
        started: datetime | None = self.starts
        if started is not None and self.ends is not None and self.ends <= started:
            raise ValidationError({"ends": label("结束早于开始", "It ends before it starts")})
        if started is not None and self.ends is not None and self.ends - started > LONGEST:
            raise ValidationError({"ends": label("一班最长24小时", "A shift has at most 24 hours")})
        if (
            started is not None
            and self.ends is not None
            and self.unit_id
            and self.user_id
            and self.post in _ROLES
        ):
            self._insist_apart()

    @property
    def shift(self) -> Shift:
        """The row as the rules see it."""
        return Shift(
            self.unit.code, DutyRole(self.post), self.user.username, self.starts.astimezone(SHANGHAI),
            self.ends.astimezone(SHANGHAI),
        )  # fmt: skip

    def _insist_apart(self) -> None:
        """The rule of a week that is saved whole, for a row that comes alone or by a file."""
        rows = DutyRoster.objects.filter(tenant=self.tenant, starts__lt=self.ends, ends__gt=self.starts)
        for other in rows.exclude(pk=self.pk).select_related("unit", "user"):
            found = clash(self.shift, other.shift)
            if found is not None:
                raise ValidationError({_CLASHES[found]: label(found.zh, found.en)})
