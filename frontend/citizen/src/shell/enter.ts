/**
 * Sends the form that a line of text stands in, for the phone's own "Go" key: the fields keep Enter to themselves.
 * In a text of many lines Enter stays a new line, and a press that only takes a proposed Chinese word sends nothing.
 */
export function sendOnEnter(event: KeyboardEvent): void {
  const { currentTarget: form, target } = event
  if (event.isComposing || !(form instanceof HTMLFormElement) || !(target instanceof HTMLInputElement)) return
  event.preventDefault()
  form.requestSubmit()
}
