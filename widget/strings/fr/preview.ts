import type { Language } from '../language.ts'

const rows = { one: '# ligne', other: '# lignes' }

export const previewFr: Language['preview'] = {
  heading: 'Vérifiez ce qui va se passer',
  matching: 'Recherche des enregistrements existants…',
  matchingHint:
    'Vous pourrez lancer l’import dès que chaque ligne aura été comparée. Rien n’est écrit avant.',
  create: 'à créer',
  update: 'à mettre à jour',
  skip: 'ignorées',
  fail: 'vont échouer',
  withErrors: 'avec des valeurs omises',
  show: 'Lignes affichées',
  matchedBy: (fields) => `Rapprochement par ${fields}`,
  matchedByNothing: 'Aucun rapprochement\u00a0: chaque ligne crée un nouvel enregistrement.',
  tabs: 'Enregistrements',
  linkTab: (create, link, format) =>
    [
      create > 0 && format.plural(create, { one: '# nouveau', other: '# nouveaux' }),
      link > 0 && format.plural(link, { one: '# lié', other: '# liés' }),
    ]
      .filter(Boolean)
      .join(' · '),
  action: 'Action',
  row: (row, format) => `Ligne ${format.number(row)}`,
  actions: { create: 'Création', update: 'Mise à jour', skip: 'Ignorée', fail: 'Va échouer' },
  unchanged: 'inchangé',
  leftOut: 'Omis',
  own: 'Décidé pour cette ligne seule',
  keys: { move: 'passer d’une cellule à l’autre', enter: 'Entrée', edit: 'en corrige une' },
  again: 'Nouvelle comparaison des lignes…',
  linkActions: { link: 'Lie à', create: 'Crée', none: 'Aucun lien' },
  linkItems: { link: 'Lié', create: 'Nouveau' },
  linkName: 'Enregistrement',
  linkRows: 'Lignes',
  noRows: 'Aucune ligne de ce genre.',
  start: (count, format) => `Importer ${format.plural(count, rows)}`,
  nothingToImport: 'Aucune ligne ne peut être importée.',
  confirmTitle: (count, format) => `Importer ${format.plural(count, rows)}\u00a0?`,
  confirmText: 'Voici ce qui sera écrit. Cela ne peut pas être annulé en une seule fois.',
  confirmNo: 'Pas encore',
}
