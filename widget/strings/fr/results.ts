import type { Language } from '../language.ts'

export const resultsFr: Language['results'] = {
  created: 'créés',
  updated: 'mis à jour',
  skipped: 'ignorés',
  failed: 'échoués',
  statuses: {
    uploading: 'En cours d’envoi',
    mapping: 'Association',
    reviewing: 'En vérification',
    previewing: 'En aperçu',
    importing: 'En cours d’import',
    completed: 'Terminé',
    failed: 'Échoué',
    cancelled: 'Annulé',
    stalled: 'À l’arrêt',
  },
  reasons: 'Pourquoi des lignes ont été refusées',
  firstReasons: (count, format) =>
    format.plural(count, {
      one: 'Décompte sur la première ligne en échec.',
      other: 'Décompte sur les # premières lignes en échec.',
    }),
  download: 'Télécharger les lignes en échec',
  resume: 'Reprendre',
  resuming: 'Reprise…',
}
