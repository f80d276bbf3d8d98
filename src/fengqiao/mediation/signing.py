"""Signatures under one version of the agreement: of every party, the mediator and the committee's seal (D9)."""

from fengqiao.matters.commands import SignAgreement
from fengqiao.matters.dispute import Signature
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import AgreementSigned
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.parties import is_group, members, party_of, settles_for
from fengqiao.matters.words import Side, SignatureKind, Signer
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

MEDIATOR, SEAL = Signer.MEDIATOR.value, Signer.COMMITTEE_SEAL.value


def sign_agreement(matter: Matter, command: SignAgreement, facts: Facts) -> list[Event]:
    """A signature is given to one version, by its hash; a changed clause has another hash."""
    dispute = matter.dispute
    if dispute is None or dispute.terms is None:
        raise Refused(Refusal.WRONG_STATE, zh="还没有拟好的协议", en="there is no agreement to be signed yet")
    if command.sha256 != dispute.terms.sha256:
        raise invalid(
            "sha256",
            "协议已修改，请核对新版本后再签名",
            "the agreement was changed; read the new version first",
        )
    who = _signer(matter, command, facts)
    kind = SignatureKind.SEAL if who == SEAL else command.kind
    if kind is None or (kind is SignatureKind.SEAL) != (who == SEAL):
        raise invalid("kind", "请选择手写或扫描件签名", "say whether it was drawn or scanned")
    if kind is not SignatureKind.SEAL and not command.file:
        raise invalid("file", "请签名或上传签字页", "draw the signature or add the scanned sheet")
    if any(one.who == who for one in dispute.signatures):
        raise invalid("who", "已在这一版协议上签名", "this version was signed before")
    signature = Signature(
        who=who, kind=kind, at=facts.now, by=facts.actor, sha256=command.sha256, file=command.file
    )
    return [AgreementSigned(signature=signature)]


def unsigned(matter: Matter) -> tuple[str, ...]:
    """Who has still to sign the present version: parties by id, the mediator, the seal; empty without a version.

    A party is bound by whoever may settle for it, a group by one of its representatives.
    """
    dispute = matter.dispute
    if dispute is None or dispute.terms is None:
        return ()
    signed = {one.who for one in dispute.signatures}
    bound = {party for who in signed for party in settles_for(matter, who)}
    for side in Side:
        if is_group(matter, side) and any(_represents(matter, who, side) for who in signed):
            bound |= {party.id for party in members(matter, side)}
    open_ = [party.id for party in matter.disputants if party.id not in bound]
    return (*open_, *(who for who in (MEDIATOR, SEAL) if who not in signed))


def _represents(matter: Matter, who: str, side: Side) -> bool:
    party = party_of(matter, who)
    return party is not None and party.role == "representative" and party.side is side


def _signer(matter: Matter, command: SignAgreement, facts: Facts) -> str:
    """Who signs: a party for itself; before the mediator also any party, the mediator and the seal."""
    if facts.actor.post is Post.CITIZEN:
        who = command.who or facts.actor.person
        if who != facts.actor.person or not settles_for(matter, who):
            raise Refused(
                Refusal.NOT_ALLOWED_FOR_POST,
                zh="须由当事人本人、监护人或特别授权的代理人签名",
                en="the party itself, a guardian or an agent with special authority signs",
            )
        return who
    if command.who in {MEDIATOR, SEAL}:
        return command.who
    if not command.who or not settles_for(matter, command.who):
        raise invalid(
            "who",
            "须由当事人、监护人、特别授权的代理人签名",
            "a party, guardian or agent with special authority signs",
        )
    return command.who
