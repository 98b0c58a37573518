import type { Language } from '../language.ts'

const rows = { one: '# Zeile', other: '# Zeilen' }

export const previewDe: Language['preview'] = {
  heading: 'Prüfen, was geschehen wird',
  matching: 'Vorhandene Datensätze werden gesucht …',
  matchingHint:
    'Sie können den Import starten, sobald jede Zeile verglichen ist. Vorher wird nichts geschrieben.',
  create: 'neu',
  update: 'aktualisiert',
  skip: 'übersprungen',
  fail: 'werden fehlschlagen',
  withErrors: 'mit ausgelassenen Werten',
  show: 'Zeilen anzeigen',
  matchedBy: (fields) => `Abgeglichen über ${fields}`,
  matchedByNothing: 'Kein Abgleich: Jede Zeile legt einen neuen Datensatz an.',
  tabs: 'Datensätze',
  linkTab: (create, link, format) =>
    [create > 0 && `${format.number(create)} neu`, link > 0 && `${format.number(link)} verknüpft`]
      .filter(Boolean)
      .join(' · '),
  action: 'Aktion',
  row: (row, format) => `Zeile ${format.number(row)}`,
  actions: {
    create: 'Neu',
    update: 'Aktualisieren',
    skip: 'Überspringen',
    fail: 'Wird fehlschlagen',
  },
  unchanged: 'unverändert',
  leftOut: 'Ausgelassen',
  own: 'Nur für diese Zeile entschieden',
  keys: { move: 'zwischen Zellen wechseln', enter: 'Eingabe', edit: 'korrigiert eine' },
  again: 'Die Zeilen werden neu verglichen …',
  linkActions: { link: 'Verknüpft mit', create: 'Legt an', none: 'Keine Verknüpfung' },
  linkItems: { link: 'Verknüpft', create: 'Neu' },
  linkName: 'Datensatz',
  linkRows: 'Zeilen',
  noRows: 'Keine solchen Zeilen.',
  start: (count, format) => `${format.plural(count, rows)} importieren`,
  nothingToImport: 'Keine Zeile kann importiert werden.',
  confirmTitle: (count, format) => `${format.plural(count, rows)} importieren?`,
  confirmText: 'Das wird geschrieben. Es lässt sich nicht in einem Schritt rückgängig machen.',
  confirmNo: 'Noch nicht',
}
