import type { Language } from '../language.ts'
import { numberOf } from '../wording.ts'

export const errorsDe: Language['errors'] = {
  offline:
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  internal:
    'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es erneut; wenn es wieder vorkommt, wenden Sie sich an Ihre Administration.',
  unavailable: 'Der Server ist gerade nicht bereit. Bitte versuchen Sie es gleich noch einmal.',
  invalid_request: ({ reason }) =>
    reason === 'ambiguous_format'
      ? 'Die Werte einer Spalte lassen sich verschieden lesen. Wählen Sie das Format dieser Spalte.'
      : 'Diese Eingabe konnte nicht verarbeitet werden. Prüfen Sie sie und versuchen Sie es erneut.',
  unknown_entity_type: 'Diese Art von Datensätzen kann hier nicht importiert werden.',
  unknown_column: 'Diese Spalte gibt es in der Datei nicht oder sie wird nicht importiert.',
  unknown_field: 'Eines der Felder gibt es nicht mehr. Laden Sie die Seite neu.',
  not_signed_in:
    'Sie sind abgemeldet. Melden Sie sich wieder an, notfalls in einem anderen Tab, und versuchen Sie es hier erneut.',
  not_allowed: 'Sie dürfen diese Art von Datensätzen nicht importieren.',
  invalid_signature: 'Dieser Link ist ungültig. Öffnen Sie den Import, um einen neuen zu erhalten.',
  link_expired: 'Dieser Link ist abgelaufen. Öffnen Sie den Import, um einen neuen zu erhalten.',
  import_not_found: 'Diesen Import gibt es nicht mehr.',
  route_not_found: 'Unter dieser Adresse gibt es nichts. Laden Sie die Seite neu.',
  wrong_stage: 'Das ist jetzt nicht möglich: Der Import ist inzwischen an einer anderen Stelle.',
  already_started: 'Dieser Import wurde bereits gestartet.',
  still_validating: 'Die Werte werden noch geprüft. Bitte warten Sie einen Moment.',
  still_matching: 'Vorhandene Datensätze werden noch gesucht. Bitte warten Sie einen Moment.',
  required_unmapped: 'Ordnen Sie jedem Pflichtfeld eine Spalte zu.',
  rows_expired: 'Die Zeilen dieses Imports werden nicht mehr aufbewahrt.',
  file_too_large: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Diese Datei ist zu groß. Teilen Sie sie auf und importieren Sie die Teile.'
      : `Diese Datei ist größer als ${format.bytes(limit)}. Teilen Sie sie auf und importieren Sie die Teile.`
  },
  too_many_rows: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Diese Datei hat zu viele Zeilen. Teilen Sie sie auf und importieren Sie die Teile.'
      : `Diese Datei hat mehr als ${format.number(limit)} Zeilen. Teilen Sie sie auf und importieren Sie die Teile.`
  },
  too_many_columns: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Diese Datei hat zu viele Spalten.'
      : `Diese Datei hat mehr als ${format.number(limit)} Spalten.`
  },
  cell_too_large: (details, format) => {
    const row = numberOf(details, 'row')
    return row === null
      ? 'Eine Zelle dieser Datei ist zu groß.'
      : `Zeile ${format.number(row)} ist zu groß. Prüfen Sie ihre Zellen und ob ihre Zeilenenden die der anderen Zeilen sind.`
  },
  unsupported_file:
    'Das ist keine Textdatei mit Spalten. Speichern Sie Ihre Tabelle als CSV und wählen Sie diese Datei.',
  empty_file: 'Diese Datei ist leer.',
  no_rows: 'Diese Datei hat eine Kopfzeile, aber keine weiteren Zeilen.',
  unreadable_file: (details, format) => {
    const line = numberOf(details, 'line')
    return line === null
      ? 'Die Datei kam nicht vollständig an. Bitte laden Sie sie erneut hoch.'
      : `Ein Anführungszeichen, das in Zeile ${format.number(line)} beginnt, wird nie geschlossen. Schließen oder entfernen Sie es und laden Sie die Datei erneut hoch.`
  },
  too_many_imports:
    'Ihr Team hat zu viele unvollendete Importe. Schließen Sie erst einen ab oder verwerfen Sie ihn.',
}
