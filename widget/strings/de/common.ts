import type { Language } from '../language.ts'

export const commonDe: Language['common'] = {
  back: 'Zurück',
  continue: 'Weiter',
  cancel: 'Abbrechen',
  close: 'Schließen',
  retry: 'Erneut versuchen',
  dismiss: 'Ausblenden',
  loading: 'Wird geladen …',
  unknownError: 'Etwas ist schiefgegangen. Bitte versuchen Sie es erneut.',
  blank: 'leer',
  required: 'Pflichtfeld',
  pages: 'Seiten',
  previousPage: 'Vorherige Seite',
  nextPage: 'Nächste Seite',
  page: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} von ${format.number(total)}`,
  pageOver: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} von mehr als ${format.number(total)}`,
  rows: (count, format) => format.plural(count, { one: '# Zeile', other: '# Zeilen' }),
  columns: (count, format) => format.plural(count, { one: '# Spalte', other: '# Spalten' }),
}
