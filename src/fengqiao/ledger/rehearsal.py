"""What only rehearsals do, as the owner and past the product: empty a throwaway county, touch a stored row.

Scenario files say "tamper_one_audit_row", and the verification must find it. Real counties are refused.
"""

import psycopg

FIRST_THROWAWAY = "900000"
"""Codes from here up are no county of the country."""

EMPTIED = (
    "sealed.evidence_reading", "sealed.evidence",
    "ledger.occupied", "ledger.booking",
    "ledger.bell_read", "ledger.bell_choice", "ledger.handover", "ledger.ticket", "ledger.ticket_count",
    "ledger.saved_view", "ledger.void", "ledger.receipt", "ledger.printing", "ledger.matter_search", "ledger.triage_note", "ledger.following", "ledger.attachment", "sealed.signature",
    "ledger.file", "ledger.alert", "ledger.signal",
    "ledger.sweep_result", "ledger.rights_request", "sealed.person", "sealed.tracking", "sealed.inbound_raw",
    "ledger.change", "sealed.mediation_note", "sealed.mediation_draft", "sealed.party_link",
    "ledger.document", "ledger.delivery", "ledger.outbox", "ledger.event", "ledger.work_order", "ledger.text",
    "ledger.idempotency", "ledger.counter", "ledger.access_log", "ledger.access_lane", "ledger.root_leaf",
    "ledger.root", "ledger.matter",
)  # fmt: skip


def empty_county(owner_url: str, tenant: str) -> None:
    """Delete every row of a throwaway county; ValueError for a real one."""
    _insist_on_throwaway(tenant)
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", (tenant,))
        for table in EMPTIED:
            connection.execute(f"DELETE FROM {table} WHERE tenant = %s", (tenant,))  # noqa: S608  names of our own


def touch_last_event(owner_url: str, tenant: str, matter_id: str) -> int:
    """Change the last stored event of a matter and give its seq; ValueError for a real county or no event."""
    _insist_on_throwaway(tenant)
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", (tenant,))
        row = connection.execute(
            "UPDATE ledger.event SET body = body || ' ' WHERE tenant = %(tenant)s AND matter_id = %(id)s AND seq ="
            " (SELECT max(seq) FROM ledger.event WHERE tenant = %(tenant)s AND matter_id = %(id)s) RETURNING seq",
            {"tenant": tenant, "id": matter_id},
        ).fetchone()
    if row is None:
        raise ValueError(f"matter {matter_id} has no event")
    return int(row[0])


def _insist_on_throwaway(tenant: str) -> None:
    if tenant < FIRST_THROWAWAY:
        raise ValueError(f"{tenant} is a real county")
