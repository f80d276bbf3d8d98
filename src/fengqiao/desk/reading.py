"""Reading scans: a person asks, a process of its own reads, and its draft waits for a person to use it or not.

What the machine read is never a fact and never enters a text by itself: it stands beside the file, marked as a draft,
for whoever may see the file. Taking it over is writing: a person sends it, corrected, as any other text.
"""

from dataclasses import dataclass
from pathlib import Path

import structlog

from fengqiao.desk.evidence import see
from fengqiao.desk.ports import Ports
from fengqiao.gateways.confined import Failed
from fengqiao.gateways.files import store
from fengqiao.gateways.ocr import READABLE, Found, Reader, begin
from fengqiao.ledger import evidence, readings
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.evidence import Piece
from fengqiao.ledger.readings import MOST_TRIES, Claimed, Reading
from fengqiao.ledger.sealed import Unsealable
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import invalid

log = structlog.get_logger(__name__)


def ask_to_read(
    ports: Ports, matter: Matter, facts: Facts, evidence_id: str, *, found: Piece | None = None
) -> Reading:
    """Ask for a piece to be read by the machine, also again; gives how its reading stands now.

    `found`: the piece, where it came with the matter.
    """
    piece = see(ports, matter, facts, evidence_id, found=found)
    if piece.mime not in READABLE:
        raise invalid(
            "evidence", "只能识别照片和 PDF 中的文字", "only photos and PDF files are read by the machine"
        )
    with unit_of_work(ports.tenant) as work:
        return readings.ask(work, piece.id, at=facts.now, by=facts.actor.person)


def reading_of(
    ports: Ports, matter: Matter, facts: Facts, evidence_id: str, *, found: Piece | None = None
) -> Reading:
    """How the reading of a piece stands, with its draft, for staff who may see the file."""
    piece = see(ports, matter, facts, evidence_id, found=found)
    with unit_of_work(ports.tenant) as work:
        reading = readings.find(work, ports.ring, piece.id)
    if reading is None:
        return Reading("", facts.now, None, "", 0, "")
    return reading


@dataclass
class ScanReader:
    """The worker's hand for scans: at most one process at a time, looked at once a round and never waited for.

    `outcome` is what came of it until that is written down: the database may be away in between.
    """

    folder: Path
    reader: Reader | None = None
    claimed: Claimed | None = None
    outcome: Found | Failed | None = None

    def step(self, ports: Ports) -> int:
        """Begin, look after, or end a reading; gives 1 when something was begun or ended."""
        if self.claimed is None:
            return self._begin(ports)
        if self.outcome is None:
            self.outcome = self._outcome()
        match self.outcome:
            case None:
                return 0
            case Failed(why=why):
                self._failed(ports, self.claimed, why)
            case Found(text=text, pages=pages):
                with unit_of_work(ports.tenant) as work:
                    readings.end_read(work, ports.ring, self.claimed, text, pages=pages, at=ports.now())
        self.claimed = self.outcome = None
        return 1

    def _outcome(self) -> Found | Failed | None:
        try:
            found = self.reader.answer() if self.reader is not None else None
        except Failed as failed:
            self.reader = None
            return failed
        if found is not None:
            self.reader = None
        return found

    def stop(self) -> None:
        """End what runs; its claim runs out, and the file is read by whoever works next."""
        if self.reader is not None:
            self.reader.stop()
        self.reader = self.claimed = self.outcome = None

    def _begin(self, ports: Ports) -> int:
        now = ports.now()
        with unit_of_work(ports.tenant) as work:
            one = readings.claim(work, now=now)
            piece = evidence.find(work, ports.ring, one.evidence_id) if one is not None else None
        if one is None:
            return 0
        if one.tries > MOST_TRIES or piece is None:
            self._failed(ports, one, "crash")
            return 1
        try:
            body = store.read(
                self.folder, ports.ring, ports.tenant, name=piece.file_name, key_id=piece.file_key
            )
            self.reader, self.claimed = begin(body, mime=piece.mime), one
        except (store.NoFile, Unsealable):
            self._failed(ports, one, "file_gone")
        except Failed as failed:
            self._failed(ports, one, failed.why)
        return 1

    def _failed(self, ports: Ports, one: Claimed, why: str) -> None:
        log.warning("reading_failed", evidence=one.evidence_id, why=why)
        with unit_of_work(ports.tenant) as work:
            readings.end_failed(work, one, why, at=ports.now())
