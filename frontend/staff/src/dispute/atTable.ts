/** Acts that have their place on the page of a dispute itself: a statement under its side, a signature on the tablet. */
export const IN_PLACE: ReadonlySet<string> = new Set([
  'add_statement', 'share_statement', 'add_private_note', 'make_proposal', 'answer_proposal', 'note_point', 'drop_point', 'sign_agreement',
  'book_session', 'move_session', 'cancel_session', 'answer_wish',
])

/** Acts that begin with a button above, and are done at the table. */
export const LED_TO: ReadonlySet<string> = new Set(['hold_session', 'draft_agreement', 'conclude_agreement'])

/** A matter without the acts that a button above has no form for. */
export function withoutInPlace<T extends { actions: string[] }>(matter: T): T {
  return { ...matter, actions: matter.actions.filter((one) => !IN_PLACE.has(one)) }
}
