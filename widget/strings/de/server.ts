import type { Language } from '../language.ts'
import { type SentenceTexts, wordedBy } from '../sentences.ts'
import { type Details, firstRow, numberOf, textsIn } from '../wording.ts'

const listed = (details: Details, name: string) =>
  textsIn(details, name)
    .slice(0, 5)
    .map((text) => `„${text}“`)
    .join(', ')

const warnings: Language['server']['warnings'] = {
  encoding_unsure: ({ encoding }) =>
    `Der Zeichensatz der Datei ist nicht eindeutig. Sie wurde als ${String(encoding).toUpperCase()} gelesen; wählen Sie einen anderen, falls das falsch ist.`,
  unreadable_bytes: (details, format) =>
    `Einige Zeichen konnten nicht gelesen werden (zuerst in Zeile ${format.number(numberOf(details, 'firstLine') ?? 1)}). Wählen Sie einen anderen Zeichensatz, falls sie wichtig sind.`,
  failed_rows_file:
    'Das ist eine Datei mit fehlgeschlagenen Zeilen: Ihre Spalte „Import Error“ wird nicht importiert.',
  preamble_skipped:
    'Was über der Kopfzeile steht, wird nicht importiert. Wählen Sie eine andere Kopfzeile, falls das falsch ist.',
  header_unsure: (details) =>
    `Die Kopfzeile sieht aus wie eine Zeile mit Werten (${listed(details, 'cells')}). Hat die Datei keine Kopfzeile, fügen Sie eine hinzu und laden Sie sie erneut hoch.`,
  repeated_header: (details) =>
    `Einige Spaltennamen kommen mehrfach vor. Die späteren Spalten heißen ${listed(details, 'headers')}.`,
  blank_header: (details) =>
    `Einige Spalten haben keinen Namen. Sie heißen ${listed(details, 'headers')}.`,
  extra_cells: (details, format) =>
    `Manche Zeilen haben mehr Zellen als die Kopfzeile (zuerst Zeile ${firstRow(details, format)}). Sie bleiben in eigenen Spalten erhalten.`,
  short_rows: (details, format) =>
    `Manche Zeilen haben weniger Zellen als die Kopfzeile (zuerst Zeile ${firstRow(details, format)}). Die fehlenden Zellen sind leer.`,
  nul_characters: (details, format) =>
    `Manche Zellen enthalten ein unsichtbares NUL-Zeichen (zuerst Zeile ${firstRow(details, format)}). Es bleibt erhalten; manche Datenbanken lehnen es ab.`,
  footer_rows: (details, format) =>
    `Die letzten Zeilen sehen aus wie Summen oder Anmerkungen unter der Tabelle (zuerst Zeile ${firstRow(details, format)}). Sie bleiben als Zeilen erhalten: Überspringen Sie, was nicht importiert werden soll.`,
  malformed_quotes: (details, format) =>
    `Manche Zellen haben Anführungszeichen an ungewöhnlichen Stellen (zuerst Zeile ${firstRow(details, format)}). Prüfen Sie, ob sie richtig gelesen wurden.`,
}

const sentences: SentenceTexts = {
  required: '{label} ist erforderlich',
  invalidBoolean: 'Ungültiger Wert. Möglich sind: {choices}',
  invalidChoice: 'Ungültige Auswahl. Möglich sind: {choices}',
  dateIso: 'Ungültiges Datum. Erwartet: Jahr zuerst',
  dateEuropean: 'Ungültiges Datum. Erwartet: Tag zuerst',
  dateAmerican: 'Ungültiges Datum. Erwartet: Monat zuerst',
  numberPoint: 'Ungültige Zahl. Erwartet: mit Dezimalpunkt',
  numberComma: 'Ungültige Zahl. Erwartet: mit Dezimalkomma',
  numberTooLarge: 'Die Zahl ist zu groß, um genau gespeichert zu werden',
  clockGap: '{time} gibt es in {zone} nicht: Die Uhren wurden darüber hinweg vorgestellt',
  invalidDomain: 'Ungültige Domain. Erwartet wird etwas wie {example}',
  invalidEmail: 'Ungültige E-Mail-Adresse. Erwartet wird etwas wie {example}',
  invalidPhone: 'Ungültige Telefonnummer. Erwartet wird etwas wie {example}',
  invalidUrl: 'Ungültige URL. Erwartet wird etwas wie {example}',
  repeated: '„{value}“ steht in {count} Zeilen der Datei',
  linkNotFound: '{link}: nichts gefunden mit {field} „{value}“',
  goneByField:
    'Den gefundenen Datensatz gibt es nicht mehr, oder er gehört Ihnen nicht: {field} „{value}“',
  goneLink:
    'Den gefundenen Datensatz gibt es nicht mehr, oder er gehört Ihnen nicht: {link} „{value}“',
  noIdByField: 'Es wurde ein Datensatz ohne ID gefunden: {field} „{value}“',
  noIdLink: 'Es wurde ein Datensatz ohne ID gefunden: {link} „{value}“',
  ambiguous: '{count} vorhandene Datensätze haben {field} „{value}“',
  ambiguousLink: '{link}: {count} Datensätze haben {field} „{value}“',
  notFound: '{entity}: nichts gefunden mit {field} „{value}“',
  unchecked: 'Diese Zeile konnte nicht geprüft werden.',
  unsaved: 'Diese Zeile konnte nicht gespeichert werden. Meldung {id}.',
  crashed: 'Absturz: Diese Zeile hat die Verarbeitung dreimal beendet und wurde daher ausgelassen.',
  linkNotCreated: '{link} „{value}“ konnte nicht angelegt werden: {reason}',
  linkIsGone: 'Den Datensatz gibt es nicht mehr.',
  taken: '{label} ist bereits vergeben',
  takenSomewhere: 'Ein anderer Datensatz hat diesen Wert bereits',
  notAllowed: '{label} hat einen Wert, der nicht erlaubt ist',
  notAllowedSomewhere: 'Ein Wert ist nicht erlaubt',
  brokenRule: 'Das verstößt gegen die Regel „{rule}“',
  missingLink: 'Einen verknüpften Datensatz gibt es nicht',
  tooLong: 'Ein Wert ist zu lang',
  tooLarge: 'Eine Zahl ist zu groß',
  wrongForm: 'Ein Wert hat nicht die Form, die sein Feld verlangt',
  notStorable: 'Ein Wert enthält ein Zeichen, das nicht gespeichert werden kann',
  columnUnchecked:
    'Nicht alle Werte von „{source}“ konnten geprüft werden. Fahren Sie ohne diese Prüfung fort, oder speichern Sie die Zuordnung noch einmal, um sie zu wiederholen.',
  notLookedUp:
    'Vorhandene Datensätze können zurzeit nicht gesucht werden. Es wird erneut versucht.',
  failsOnAll: 'Die Anwendung konnte 1.000 Zeilen hintereinander nicht speichern.',
  noAnswer: 'Die Anwendung hat nicht rechtzeitig geantwortet.',
  stoppedByError:
    'Ein unerwarteter Fehler hat den Import beendet. Im Protokoll steht er unter der ID dieses Imports.',
  markedAsFailed:
    'Kein Server arbeitete mehr an diesem Import, und jemand hat ihn als fehlgeschlagen markiert.',
  rowsExpired: 'Die Zeilen dieses Imports werden nicht mehr aufbewahrt.',
}

export const serverDe: Language['server'] = { warnings, sentence: wordedBy(sentences) }
