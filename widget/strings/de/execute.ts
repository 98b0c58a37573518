import type { Language } from '../language.ts'

export const executeDe: Language['execute'] = {
  importing: (name) => `${name} wird importiert`,
  waiting: (name) => `${name} wartet, bis es an der Reihe ist`,
  progress: (processed, total, format) => `${format.number(processed)} von ${format.number(total)}`,
  rate: (rate, format) => `${format.number(rate)} pro Sekunde`,
  timeLeft: (seconds, format) => `noch ${format.duration(seconds)}`,
  starting: 'Wird gestartet …',
  closeHint: 'Sie können diese Seite schließen; der Import läuft weiter.',
  cancelTitle: 'Diesen Import abbrechen?',
  cancelText: (processed, format) =>
    format.plural(processed, {
      one: '# Zeile ist erledigt und bleibt, wie sie ist. Die anderen werden nicht importiert.',
      other:
        '# Zeilen sind erledigt und bleiben, wie sie sind. Die anderen werden nicht importiert.',
    }),
  cancelYes: 'Import abbrechen',
  cancelNo: 'Weiter importieren',
  completed: (duration) => (duration ? `Fertig in ${duration}` : 'Fertig'),
  completedWithFailures: (count, format) =>
    format.plural(count, {
      one: 'Fertig, aber # Zeile wurde abgelehnt',
      other: 'Fertig, aber # Zeilen wurden abgelehnt',
    }),
  failed: 'Der Import ist fehlgeschlagen',
  failedHint:
    'Was geschrieben wurde, bleibt. „Fortsetzen“ macht dort weiter, wo der Import stand; keine Zeile wird doppelt geschrieben.',
  stalled: 'Der Import kommt nicht voran',
  stalledHint:
    'Zurzeit arbeitet kein Server daran. Er geht von selbst weiter, sobald wieder einer da ist, oder Sie setzen ihn jetzt fort.',
  cancelled: 'Der Import wurde abgebrochen',
  cancelledHint: (left, format) =>
    format.plural(left, {
      one: '# Zeile wurde nicht importiert. Was geschrieben wurde, bleibt.',
      other: '# Zeilen wurden nicht importiert. Was geschrieben wurde, bleibt.',
    }),
  another: 'Weitere Datei importieren',
  history: 'Verlauf ansehen',
  finish: 'Fertig',
}
