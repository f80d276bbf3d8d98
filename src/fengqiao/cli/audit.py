"""`fengqiao audit verify`: every chain is computed again, and the first broken place is named."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fengqiao.ledger.verification import Bad, Verdict

FAULTS: Final = {
    "changed": ("被改动", "was changed"),
    "removed": ("缺失", "is missing"),
    "inserted": ("是多出来的", "was inserted"),
    "matter_removed": ("整件事项缺失", "the whole matter is missing"),
    "head_changed": ("链尾与事项记录不符", "the head does not fit the matter's row"),
    "rewritten": ("链条被整体改写，与签名的每日根不符", "was rewritten: it does not fit a signed root"),
    "record_differs": ("事项记录与其事件不符", "the row is not what its events make"),
    "root_forged": ("每日根的签名不符", "the daily root is forged"),
    "root_removed": ("每日根缺失", "a daily root is missing"),
    "access_changed": ("查阅记录被改动", "the access log was changed"),
    "access_removed": ("查阅记录缺失", "an entry of the access log is missing"),
    "access_inserted": ("查阅记录是多出来的", "an entry of the access log was inserted"),
}


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("audit", help="verify the chains of events")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="compute every chain again")
    verify.add_argument("--json", action="store_true", help="data only, no words")
    verify.add_argument("--tenant", metavar="CODE", help="this county alone, by its six digits")
    verify.add_argument(
        "--quick", action="store_true", help="chains and roots only, without replaying every matter"
    )


def run(args: argparse.Namespace) -> int:
    """Print {"ok", "first_bad"}; 0 when every chain holds, 1 when one is broken, 2 when it cannot be told."""
    from fengqiao.gateways.data_folder import keys_folder  # noqa: PLC0415  Django is set up by now
    from fengqiao.ledger.keyring import open_ring  # noqa: PLC0415
    from fengqiao.ledger.sealed import KeyRingError  # noqa: PLC0415
    from fengqiao.ledger.verification import verify  # noqa: PLC0415

    counties = tenants()
    if args.tenant is not None and args.tenant not in counties:
        sys.stderr.write(f"fengqiao audit: 没有这个县 / no such county: {args.tenant}\n")
        return 2
    try:
        ring = open_ring(keys_folder(args.data))
    except KeyRingError as error:
        sys.stderr.write(f"fengqiao audit: 密钥无法使用 / the keys cannot be used: {error}\n")
        return 2
    verdict = verify([args.tenant] if args.tenant else counties, ring, deep=not args.quick)
    bad = verdict.first_bad
    sys.stdout.write(json.dumps({"ok": verdict.ok, "first_bad": asdict(bad) if bad else None}) + "\n")
    if not args.json:
        sys.stderr.write(_in_words(verdict))
    return 0 if verdict.ok else 1


def tenants() -> list[str]:
    """Every county of this installation, the one of the settings too when nothing was entered for it yet."""
    from django.conf import settings  # noqa: PLC0415

    from fengqiao.directory.models import County  # noqa: PLC0415

    found = County.objects.order_by("tenant").values_list("tenant", flat=True)
    return sorted({*found, settings.TENANT})


def _in_words(verdict: "Verdict") -> str:
    if verdict.first_bad is not None:
        return f"{_where(verdict.first_bad)}\n"
    counted = (
        f"{verdict.matters} matters, {verdict.events} events, {verdict.looks} looks, {verdict.roots} roots"
    )
    return f"审计链完整 / every chain holds: {counted}\n"


def _where(bad: "Bad") -> str:
    zh, en = FAULTS.get(bad.fault, (bad.fault, bad.fault))
    matter = f"事项 {bad.matter} " if bad.matter else ""
    matter_en = f"matter {bad.matter}, " if bad.matter else ""
    return (
        f"县 {bad.tenant} {matter}第 {bad.seq} 条{zh} / county {bad.tenant}, {matter_en}entry {bad.seq} {en}"
    )
