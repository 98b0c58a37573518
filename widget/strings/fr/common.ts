import type { Language } from '../language.ts'

export const commonFr: Language['common'] = {
  back: 'Retour',
  continue: 'Continuer',
  cancel: 'Annuler',
  close: 'Fermer',
  retry: 'Réessayer',
  dismiss: 'Masquer',
  loading: 'Chargement…',
  unknownError: 'Une erreur est survenue. Veuillez réessayer.',
  blank: 'vide',
  required: 'obligatoire',
  pages: 'Pages',
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',
  page: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} sur ${format.number(total)}`,
  pageOver: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} sur plus de ${format.number(total)}`,
  rows: (count, format) => format.plural(count, { one: '# ligne', other: '# lignes' }),
  columns: (count, format) => format.plural(count, { one: '# colonne', other: '# colonnes' }),
}
