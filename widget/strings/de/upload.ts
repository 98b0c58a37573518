import type { Language } from '../language.ts'

export const uploadDe: Language['upload'] = {
  drop: 'Datei hierher ziehen oder',
  dropNow: 'Loslassen, um die Datei hochzuladen',
  choose: 'Datei auswählen',
  limits: (rows, bytes, format) =>
    `CSV oder TSV · bis zu ${format.number(rows)} Zeilen · ${format.bytes(bytes)}`,
  template: 'Vorlage herunterladen',
  templateHint: 'Alle Felder, die Sie importieren können, mit einer Beispielzeile.',
  oneFile: 'Wählen Sie bitte eine Datei nach der anderen.',
  sending: (name) => `${name} wird hochgeladen`,
  progress: (sent, total, format) => `${format.bytes(sent)} von ${format.bytes(total)}`,
  timeLeft: (seconds, format) => `noch ${format.duration(seconds)}`,
  reading: 'Zeilen werden gelesen …',
  receiving: 'Diese Datei wird noch in einem anderen Fenster hochgeladen.',
  uploaded: (name, rows) => `${name} wurde gelesen: ${rows}.`,
  replace: 'Ersetzen',
  remove: 'Entfernen',
  rereading: 'Die Datei wird neu gelesen …',
  how: { encoding: 'Zeichensatz', delimiter: 'Trennzeichen', headerRow: 'Kopfzeile' },
  delimiters: {
    ',': 'Komma  ,',
    ';': 'Semikolon  ;',
    '\t': 'Tabulator',
    '|': 'Senkrechter Strich  |',
  },
  headerRow: (row, format) => `Zeile ${format.number(row)}`,
  readingFixed:
    'Wie die Datei gelesen wird, lässt sich nicht mehr ändern: Ihre Spalten wurden bereits zugeordnet.',
  firstRows: 'Die ersten Zeilen, wie sie gelesen wurden',
  rowNumber: 'Zeile',
  warnings: 'Gut zu wissen',
}
