import type { Language } from '../language.ts'

export const executeFr: Language['execute'] = {
  importing: (name) => `Import de ${name}`,
  waiting: (name) => `${name} attend son tour`,
  progress: (processed, total, format) => `${format.number(processed)} sur ${format.number(total)}`,
  rate: (rate, format) => `${format.number(rate)} par seconde`,
  timeLeft: (seconds, format) => `encore ${format.duration(seconds)}`,
  starting: 'Démarrage…',
  closeHint: 'Vous pouvez fermer cette page\u00a0: l’import se poursuit.',
  cancelTitle: 'Arrêter cet import\u00a0?',
  cancelText: (processed, format) =>
    format.plural(processed, {
      one: '# ligne est traitée et restera telle quelle. Les autres ne seront pas importées.',
      other:
        '# lignes sont traitées et resteront telles quelles. Les autres ne seront pas importées.',
    }),
  cancelYes: 'Arrêter l’import',
  cancelNo: 'Poursuivre l’import',
  completed: (duration) => (duration ? `Terminé en ${duration}` : 'Terminé'),
  completedWithFailures: (count, format) =>
    format.plural(count, {
      one: 'Terminé, mais # ligne a été refusée',
      other: 'Terminé, mais # lignes ont été refusées',
    }),
  failed: 'L’import a échoué',
  failedHint:
    'Ce qui est écrit est conservé. «\u00a0Reprendre\u00a0» continue là où il s’est arrêté\u00a0; aucune ligne n’est écrite deux fois.',
  stalled: 'L’import n’avance pas',
  stalledHint:
    'Aucun serveur n’y travaille pour le moment. Il reprendra de lui-même dès qu’un serveur sera de retour, ou vous pouvez le reprendre maintenant.',
  cancelled: 'L’import a été arrêté',
  cancelledHint: (left, format) =>
    format.plural(left, {
      one: '# ligne n’a pas été importée. Ce qui est écrit est conservé.',
      other: '# lignes n’ont pas été importées. Ce qui est écrit est conservé.',
    }),
  another: 'Importer un autre fichier',
  history: 'Voir l’historique',
  finish: 'Terminer',
}
