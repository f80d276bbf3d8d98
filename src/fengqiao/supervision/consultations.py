"""会商: a meeting with minutes, and tasks that each have a unit, a limit and an answer (DOMAIN 1.2, 2.9, D8)."""

from typing import Final

from fengqiao.clocks import Limit, LimitUnit
from fengqiao.matters.clockwork import parse_limit, started, stopped
from fengqiao.matters.commands import HoldConsultation, ReportTask
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import ConsultationHeld, TaskMissed, TaskReported
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Consultation, Matter, Task
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_TASKS: Final = 50
TASK_LIMIT: Final = Limit(5, LimitUnit.WORKING_DAY)
"""For a task of which the meeting said nothing else."""


def hold_consultation(matter: Matter, command: HoldConsultation, facts: Facts) -> list[Event]:
    """会商: numbered in order, with minutes and at most one task a unit, each with its own limit."""
    number = len(matter.consultations) + 1
    if command.number != number:
        raise invalid("number", f"本次会商应为第 {number} 次", f"this is consultation number {number}")
    if not 0 <= command.attendees <= 1000:
        raise invalid("attendees", "参加人数有误", "not a number of attendees")
    if len(set(command.tasks)) != len(command.tasks):
        raise invalid("tasks", "每个单位一项任务", "one task a unit")
    if len(command.tasks) > MOST_TASKS:
        raise invalid("tasks", f"一次会商最多 {MOST_TASKS} 项任务", f"at most {MOST_TASKS} tasks")
    for code in command.tasks:
        facts.unit(code, "tasks")
    limits = dict(command.limits)
    if len(limits) != len(command.limits) or not set(limits) <= set(command.tasks):
        raise invalid("limits", "期限须对应有任务的单位", "a limit belongs to a unit that has a task")
    common = parse_limit(command.due_within, "due_within") if command.due_within else TASK_LIMIT
    own = {code: parse_limit(written, "limits") for code, written in limits.items()}
    assigned = tuple(
        Task(unit=code, timer=started("task", own.get(code, common), facts)) for code in command.tasks
    )
    held = Consultation(
        number=number,
        at=facts.now,
        attendees=command.attendees,
        tasks=command.tasks,
        minutes=command.minutes,
        assigned=assigned,
    )
    return [ConsultationHeld(consultation=held)]


def tasked(matter: Matter, facts: Facts) -> tuple[Consultation, Task]:
    """The oldest open task of the actor's unit; refuses a unit that was given none, or has done all of them."""
    own = [
        (held, task)
        for held in matter.consultations
        for task in held.assigned
        if task.unit == facts.actor.unit
    ]
    if not own:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return min(own, key=lambda one: one[1].done_at is not None)


def report_task(matter: Matter, command: ReportTask, facts: Facts) -> list[Event]:
    """The unit says what it did, once for each task; the clock of the task stops."""
    held, task = tasked(matter, facts)
    if task.done_at is not None:
        raise Refused(Refusal.WRONG_STATE, zh="任务已经反馈", en="the task was reported on before")
    if command.note is None:
        raise invalid("note", "请填写任务完成情况", "say what was done")
    timer = stopped(task.timer, facts)
    assert timer is not None
    return [
        TaskReported(
            consultation=held.number,
            unit=task.unit,
            note=command.note,
            timer=timer,
            on_time=facts.now <= task.timer.due,
        )
    ]


def miss_task(number: int, unit: str) -> list[Event]:
    """The limit of a task is over and its unit has not reported."""
    return [TaskMissed(consultation=number, unit=unit)]
