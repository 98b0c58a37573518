import type { Language } from '../language.ts'

export const resultsDe: Language['results'] = {
  created: 'angelegt',
  updated: 'aktualisiert',
  skipped: 'übersprungen',
  failed: 'fehlgeschlagen',
  statuses: {
    uploading: 'Wird hochgeladen',
    mapping: 'Zuordnung',
    reviewing: 'In Prüfung',
    previewing: 'In Vorschau',
    importing: 'Wird importiert',
    completed: 'Abgeschlossen',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    stalled: 'Steht still',
  },
  reasons: 'Warum Zeilen abgelehnt wurden',
  firstReasons: (count, format) =>
    format.plural(count, {
      one: 'Gezählt in der ersten fehlgeschlagenen Zeile.',
      other: 'Gezählt in den ersten # fehlgeschlagenen Zeilen.',
    }),
  download: 'Fehlgeschlagene Zeilen herunterladen',
  resume: 'Fortsetzen',
  resuming: 'Wird fortgesetzt …',
}
