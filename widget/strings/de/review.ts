import type { Language } from '../language.ts'

const values = { one: '# Wert', other: '# Werte' }
const rows = { one: '# Zeile', other: '# Zeilen' }

export const reviewDe: Language['review'] = {
  heading: 'Werte prüfen',
  columns: 'Spalten',
  errors: (count, format) =>
    format.plural(count, { one: '# Wert ist zu prüfen', other: '# Werte sind zu prüfen' }),
  checked: 'Keine Fehler',
  waiting: 'Wartet auf die Prüfung',
  checking: (share) => `Wird geprüft … ${share}`,
  checkingColumn: 'Die Werte dieser Spalte werden geprüft …',
  allChecked: (left) => `Alle Spalten sind geprüft. ${left}`,
  filters: 'Anzeigen',
  all: 'Alle',
  needsReview: 'Zu prüfen',
  modified: 'Geändert',
  skipped: 'Übersprungen',
  search: 'Werte suchen',
  sort: 'Sortierung',
  sorts: {
    'rows-desc': 'Meiste Zeilen zuerst',
    'rows-asc': 'Wenigste Zeilen zuerst',
    'value-asc': 'Wert, A bis Z',
    'value-desc': 'Wert, Z bis A',
  },
  format: 'Format',
  value: 'Wert in der Datei',
  rowCount: 'Zeilen',
  becomes: 'Wird zu',
  actions: 'Aktionen',
  valueRow: ({ name, rows, result }) => `${name}, ${rows}, wird zu: ${result}`,
  decided: (value, result) => `${value}: ${result}`,
  hasError: 'hat einen Fehler',
  keys: {
    move: 'bewegen',
    enter: 'Eingabe',
    edit: 'ändert',
    escape: 'Esc',
    leave: 'verlässt',
    tab: 'Tab',
    reach: 'erreicht die Schaltflächen einer Zeile',
  },
  rememberedValue: 'Für diesen Wert in einem früheren Import gewählt',
  showRows: 'Diese Zeilen anzeigen',
  showRowsOf: (count, value, format) => `${format.plural(count, rows)} mit ${value} anzeigen`,
  ownRows: (count, format) => `${format.number(count)} einzeln`,
  ownCells: (count, format) =>
    format.plural(count, {
      one: '# Zelle wurde einzeln entschieden.',
      other: '# Zellen wurden einzeln entschieden.',
    }),
  ownErrors: (count, format) =>
    format.plural(count, {
      one: '# einzeln korrigierte Zelle ist zu prüfen.',
      other: '# einzeln korrigierte Zellen sind zu prüfen.',
    }),
  ownErrorsShort: (count, format) =>
    format.plural(count, { one: '# Zelle ist zu prüfen', other: '# Zellen sind zu prüfen' }),
  showOwn: 'Anzeigen',
  row: (row, format) => `Zeile ${format.number(row)}`,
  rowNumber: 'Zeile',
  cellRow: ({ name, result, isOwn }) =>
    `${name}, wird zu: ${result}${isOwn ? ', einzeln entschieden' : ''}`,
  thisRowOnly: 'Nur diese Zeile',
  rowsTitle: ({ count, value, column }, format) =>
    `${format.plural(count, rows)} mit „${value}“ in ${column}`,
  ownTitle: (column) => `Einzeln entschiedene Zellen von ${column}`,
  rowsHint:
    'Was Sie hier ändern, ändert sich nur in der jeweiligen Zeile. Die Zeilennummern sind die Ihrer Datei.',
  noRows: 'Hier sind keine Zeilen.',
  inFile: 'In der Datei',
  cellSkipped: 'Wird jetzt ausgelassen.',
  cellHint: 'Ändert nur diese Zeile.',
  leftOut: 'Ausgelassen',
  nothing: 'Nichts',
  edit: 'Ändern',
  editValue: (value) => `Was aus ${value} wird`,
  undo: 'Rückgängig',
  skip: 'Überspringen',
  unskip: 'Wieder verwenden',
  choose: 'Auswählen …',
  true: 'Ja',
  false: 'Nein',
  addItem: 'Weiteren hinzufügen',
  item: (place) => `Eintrag ${place}`,
  removeItem: (place) => `Eintrag ${place} entfernen`,
  noErrors: 'In dieser Spalte ist nichts mehr zu prüfen.',
  noMatches: 'Kein Wert passt.',
  noValues: 'Hier sind keine Werte.',
  emptyColumn: 'Diese Spalte hat keine Werte.',
  showAll: 'Alle Werte anzeigen',
  skipErrors: (count, format) =>
    format.plural(count, {
      one: 'Den zu prüfenden Wert überspringen',
      other: 'Alle # zu prüfenden Werte überspringen',
    }),
  replaceOpen: 'Suchen und ersetzen',
  find: 'Suchen',
  replaceBy: 'Ersetzen durch',
  replace: 'Ersetzen',
  replaceHint: 'Jeder Wert dieser Spalte wird durchsucht, so wie er jetzt verwendet wird.',
  wholeValue: 'Ganzer Wert',
  matchCase: 'Groß-/Kleinschreibung beachten',
  nothingFound: 'Kein Wert würde sich ändern.',
  wouldChange: (changedValues, changedRows, format) =>
    `${format.plural(changedValues, { one: '# Wert ändert sich', other: '# Werte ändern sich' })}, in ${format.plural(changedRows, rows)}`,
  samples: 'Die ersten Werte, die sich ändern',
  moreSamples: (count, format) => `und ${format.number(count)} weitere`,
  undoAll: 'Alles rückgängig',
  undoAllTitle: (column) => `Alle Entscheidungen in ${column} rückgängig machen?`,
  undoAllText:
    'Jede Korrektur und jedes Überspringen eines Wertes dieser Spalte entfällt: Die Werte werden wieder so verwendet, wie sie in der Datei stehen. Zellen, die einzeln entschieden wurden, bleiben, wie sie sind.',
  changed: (changedValues, changedRows, format) =>
    changedValues === 0
      ? 'Kein Wert wurde geändert.'
      : `${format.plural(changedValues, values)} geändert, in ${format.plural(changedRows, rows)}.`,
  cellsLeftOut: (count, format) =>
    format.plural(count, {
      one: '# einzeln korrigierte Zelle hat noch einen Fehler und wird ausgelassen.',
      other: '# einzeln korrigierte Zellen haben noch Fehler und werden ausgelassen.',
    }),
  clean: 'Alle Werte können importiert werden.',
  willBeLeftOut: (count, format) =>
    format.plural(count, {
      one: '# Wert hat noch einen Fehler. Er wird ausgelassen; seine Zeilen werden importiert.',
      other: '# Werte haben noch Fehler. Sie werden ausgelassen; ihre Zeilen werden importiert.',
    }),
  skippedLeftOut: (count, format) =>
    format.plural(count, {
      one: '# übersprungener Wert wird ausgelassen; seine Zeilen werden importiert.',
      other: '# übersprungene Werte werden ausgelassen; ihre Zeilen werden importiert.',
    }),
  stillChecking: 'Sie können fortfahren, sobald alle Spalten geprüft sind.',
}
