"""The trade's fixed words: kinds, states, channels and the like (DOMAIN sections 1, 2 and 2.9)."""

from enum import StrEnum

from fengqiao.matters.categories import Kind

PLACE_KINDS = frozenset({Kind.CITY_EVENT, Kind.CITY_COMPONENT, Kind.HAZARD})
"""Kinds that are about a place: they need one, and a result with a photo when they came in with one."""


class Visibility(StrEnum):
    """Restricted matters are approved by the duty leader and show their address to the lead only (RULINGS 20)."""

    NORMAL = "normal"
    RESTRICTED = "restricted"


class Channel(StrEnum):
    """By which door a matter came (DOMAIN 2.9, RULINGS 41)."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    HOTLINE_12345 = "hotline_12345"
    POLICE_110 = "police_110"
    POLICE_INSTRUCTION = "police_instruction"
    MINI_PROGRAM = "mini_program"
    SNAPSHOT = "snapshot"
    WEB = "web"
    LETTER = "letter"
    GRID_PATROL = "grid_patrol"
    LEADER_INSTRUCTION = "leader_instruction"
    PETITION = "petition"
    COURT_REFERRAL = "court_referral"
    PROCURATORATE_REFERRAL = "procuratorate_referral"
    NATIONAL_WAGE_PLATFORM = "national_wage_platform"
    COMPLAINT_12315 = "complaint_12315"
    MEDIA = "media"
    AI_CAMERA = "ai_camera"
    DRONE = "drone"
    SENSOR = "sensor"
    VEHICLE = "vehicle"
    SUPERIOR_PLATFORM = "superior_platform"
    WECHAT_GROUP = "wechat_group"


SIGNAL_CHANNELS = frozenset({Channel.AI_CAMERA, Channel.DRONE, Channel.SENSOR, Channel.VEHICLE})
"""Machines: they make signals, and a person makes the matter (RULINGS 34)."""


class State(StrEnum):
    """States of a matter (DOMAIN 2.3), with those of a dispute's middle (2.4)."""

    REGISTERED = "registered"
    VERIFYING = "verifying"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    CONSENT_PENDING = "consent_pending"
    MEDIATING = "mediating"
    AGREED = "agreed"
    PERFORMING = "performing"
    PERFORMED = "performed"
    FAILED = "failed"
    DIVERTED = "diverted"
    SHELVED = "shelved"
    PENDING_REVIEW = "pending_review"
    RESOLVED = "resolved"
    CLOSED = "closed"
    ARCHIVED = "archived"
    REJECTED = "rejected"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


class OrderState(StrEnum):
    """States of a work order (DOMAIN 2.3)."""

    ISSUED = "issued"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REWORK = "rework"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class OrderRole(StrEnum):
    """Exactly one lead (主办), any number of assists (协办); a route is where a dispute was diverted to (RULINGS 39)."""

    LEAD = "lead"
    ASSIST = "assist"
    ROUTE = "route"


class RejectReason(StrEnum):
    """Why a request is not accepted (DOMAIN 1.5, RULINGS 32)."""

    OUTSIDE_AREA = "outside_area"
    OTHER_BRANCH = "other_branch"
    EMERGENCY_NUMBER = "emergency_number"
    OTHER_PROCEDURE = "other_procedure"
    HANDLED_NO_NEW_FACT = "handled_no_new_fact"
    UNLAWFUL_CONTENT = "unlawful_content"
    NOT_ENOUGH_INFORMATION = "not_enough_information"


class Solved(StrEnum):
    """The first question of a visit."""

    TRUE = "true"
    PARTLY = "partly"
    FALSE = "false"


class Satisfaction(StrEnum):
    """The second question of a visit (RULINGS 28)."""

    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    NOT_RATED = "not_rated"


class Decision(StrEnum):
    """What became of a request; one whose order or round ended before anybody decided it has lapsed."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"


class PauseCause(StrEnum):
    """The pauses that stop a limit (RULINGS 8)."""

    SHELVED = "shelved"
    MATERIAL = "material"
    APPRAISAL = "appraisal"


class CloseReason(StrEnum):
    """Why a matter was closed (G24, G26, 解释结案)."""

    CONFIRMED = "confirmed"
    NO_REQUESTER = "no_requester"
    UNREACHED = "unreached"
    EXPLAINED = "explained"


class VisitState(StrEnum):
    """What became of a visit task."""

    DUE = "due"
    DONE = "done"
    SKIPPED = "skipped"
    UNREACHED = "unreached"


class Letter(StrEnum):
    """Rungs of the supervision ladder (DOMAIN 2.8)."""

    URGE = "urge"
    SUPERVISE = "supervise"
    CIRCULATE = "circulate"


class Trigger(StrEnum):
    """Why a letter is proposed or issued (DOMAIN 2.8)."""

    OVERDUE = "overdue"
    WHISTLE = "whistle"
    REVIEW_MISSED = "review_missed"
    DISSATISFIED_AGAIN = "dissatisfied_again"
    REPLY_MISSED = "reply_missed"
    SUPERVISOR = "supervisor"


class WhistleKind(StrEnum):
    """Emergency, or joint work."""

    EMERGENCY = "emergency"
    JOINT = "joint"


class WhistleRating(StrEnum):
    """Two-way rating, in the words of the screen (SCENARIO_FORMAT section 5)."""

    SATISFIED = "满意"
    BASICALLY_SATISFIED = "基本满意"
    DISSATISFIED = "不满意"


class CaseRisk(StrEnum):
    """The colour belongs to the case, never to a person (RULINGS 27)."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


class GridFound(StrEnum):
    """How the grid of a matter was found."""

    POINT_IN_POLYGON = "point_in_polygon"
    CHOSEN = "chosen"
    NONE = "none"


class PartyRole(StrEnum):
    """As what somebody stands in a matter (DOMAIN 2.9), beside its requester."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    AGENT = "agent"
    AFFECTED = "affected"
    REPRESENTATIVE = "representative"
    GUARDIAN = "guardian"
    INTERPRETER = "interpreter"


class Authority(StrEnum):
    """What a letter of authority allows: to attend and speak, or also to settle (特别授权)."""

    GENERAL = "general"
    SPECIAL = "special"


class Side(StrEnum):
    """The two sides of a dispute; each stands for all of its parties."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"


class Signer(StrEnum):
    """Whose signature, fingerprint or seal stands under an agreement (D9)."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    MEDIATOR = "mediator"
    COMMITTEE_SEAL = "committee_seal"


class Proposer(StrEnum):
    """Who puts a proposal on the table."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    MEDIATOR = "mediator"


class ProposalState(StrEnum):
    """What became of a proposal: accepted by all it was addressed to, declined by one, or answered by another."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COUNTERED = "countered"


class SignatureKind(StrEnum):
    """How an agreement is signed: on the tablet, on a sheet that was scanned, or by the committee's seal."""

    DRAWN = "drawn"
    SCANNED = "scanned"
    SEAL = "seal"


class Answer(StrEnum):
    """What a party says when it is asked whether it will have mediation."""

    AGREE = "agree"
    REFUSE = "refuse"


class SessionResult(StrEnum):
    """How a session ended that brought no agreement."""

    NO_AGREEMENT = "no_agreement"
    ADJOURNED = "adjourned"


class SessionMode(StrEnum):
    """Where people meet; 舒情, 上门, 线上 and 电话 are just modes."""

    ROOM = "room"
    VISIT = "visit"
    VIDEO = "video"
    PHONE = "phone"


class BookingPurpose(StrEnum):
    """What a room or a mediator's time is taken for. Of counselling (舒情) the time is kept, never what was said."""

    MEDIATION = "mediation"
    COUNSELLING = "counselling"


class MediatorWish(StrEnum):
    """What a party says of a mediator (guard 6)."""

    CHOOSE = "choose"
    REFUSE = "refuse"


class AgreementForm(StrEnum):
    """Both are lawful; of an oral one the mediator writes the content down (DOMAIN 1.4)."""

    WRITTEN = "written"
    ORAL = "oral"


class PerformanceMode(StrEnum):
    """On the spot, or by a later day."""

    IMMEDIATE = "immediate"
    DEFERRED = "deferred"


class Proof(StrEnum):
    """How a performance was proven; a receipt is a paper of its own (RULINGS 42)."""

    RECEIPT = "receipt"
    BANK_SLIP = "bank_slip"
    TRANSFER = "transfer"
    PHOTO = "photo"
    OTHER = "other"


class Route(StrEnum):
    """The lawful ways beside mediation (DOMAIN 1.4, D13), and those that are only advised."""

    ARBITRATION = "arbitration"
    LITIGATION = "litigation"
    LITIGATION_FAST_TRACK = "litigation_fast_track"
    RECONSIDERATION = "reconsideration"
    ADMINISTRATIVE_RULING = "administrative_ruling"
    PETITION = "petition"
    POLICE = "police"
    LABOUR_ARBITRATION = "labour_arbitration"
    LAND_ARBITRATION = "land_arbitration"
    LABOUR_INSPECTION = "labour_inspection"
    ADMINISTRATIVE_LITIGATION = "administrative_litigation"
    CONSUMER_COMPLAINT = "consumer_complaint"
    MEDICAL_APPRAISAL = "medical_appraisal"
    LEGAL_AID = "legal_aid"
    PROCURATORATE_SUPERVISION = "procuratorate_supervision"


class Docking(StrEnum):
    """四调对接: the bodies between which and mediation disputes are handed over (DOMAIN 1.4)."""

    COURT = "court"
    POLICE = "police"
    PROCURATORATE = "procuratorate"
    PETITION = "petition"


class Ruling(StrEnum):
    """What the court says to a joint application."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
