-- What the figures of disputes count. Few events are of these kinds, so the index stays small beside the table; the
-- kinds stand in `insight/dispute_figures.py`, and a statement that is to use it repeats them.
CREATE INDEX event_of_disputes ON ledger.event (tenant, at, matter_id)
 WHERE kind IN ('AgreementConcluded', 'MediationFailed', 'MediationDeclined', 'PerformanceRecorded', 'BreachReported',
                'MatterReopened', 'OutcomeRecorded', 'SelfSettlementRecorded', 'ConfirmationApplied',
                'ConfirmationRecorded', 'ConfirmationExcluded');
CREATE INDEX matter_disputes ON ledger.matter (tenant, accepted_at) WHERE settled IS NOT NULL;
