/** What stands in the field that an event comes from. */
export const eventText = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : ''
