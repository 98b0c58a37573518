import type { Language } from '../language.ts'

const rows = { one: '# ligne', other: '# lignes' }

export const reviewFr: Language['review'] = {
  heading: 'Vérifiez les valeurs',
  columns: 'Colonnes',
  errors: (count, format) =>
    format.plural(count, { one: '# valeur à vérifier', other: '# valeurs à vérifier' }),
  checked: 'Aucune erreur',
  waiting: 'En attente de contrôle',
  checking: (share) => `Contrôle… ${share}`,
  checkingColumn: 'Contrôle des valeurs de cette colonne…',
  allChecked: (left) => `Toutes les colonnes sont contrôlées. ${left}`,
  filters: 'Afficher',
  all: 'Toutes',
  needsReview: 'À vérifier',
  modified: 'Modifiées',
  skipped: 'Ignorées',
  search: 'Rechercher une valeur',
  sort: 'Tri',
  sorts: {
    'rows-desc': 'Plus de lignes d’abord',
    'rows-asc': 'Moins de lignes d’abord',
    'value-asc': 'Valeur, de A à Z',
    'value-desc': 'Valeur, de Z à A',
  },
  format: 'Format',
  value: 'Valeur du fichier',
  rowCount: 'Lignes',
  becomes: 'Devient',
  actions: 'Actions',
  valueRow: ({ name, rows, result }) => `${name}, ${rows}, devient\u00a0: ${result}`,
  decided: (value, result) => `${value}\u00a0: ${result}`,
  hasError: 'contient une erreur',
  keys: {
    move: 'déplacer',
    enter: 'Entrée',
    edit: 'modifie',
    escape: 'Échap',
    leave: 'quitte',
    tab: 'Tab',
    reach: 'atteint les boutons d’une ligne',
  },
  rememberedValue: 'Choisi pour cette valeur lors d’un import précédent',
  showRows: 'Afficher ces lignes',
  showRowsOf: (count, value, format) =>
    format.plural(count, {
      one: `Afficher la ligne avec ${value}`,
      other: `Afficher les # lignes avec ${value}`,
    }),
  ownRows: (count, format) => `${format.number(count)} séparément`,
  ownCells: (count, format) =>
    format.plural(count, {
      one: '# cellule a été traitée séparément.',
      other: '# cellules ont été traitées séparément.',
    }),
  ownErrors: (count, format) =>
    format.plural(count, {
      one: '# cellule corrigée séparément est à vérifier.',
      other: '# cellules corrigées séparément sont à vérifier.',
    }),
  ownErrorsShort: (count, format) =>
    format.plural(count, { one: '# cellule à vérifier', other: '# cellules à vérifier' }),
  showOwn: 'Les afficher',
  row: (row, format) => `Ligne ${format.number(row)}`,
  rowNumber: 'Ligne',
  cellRow: ({ name, result, isOwn }) =>
    `${name}, devient\u00a0: ${result}${isOwn ? ', traité séparément' : ''}`,
  thisRowOnly: 'Cette ligne seule',
  rowsTitle: ({ count, value, column }, format) =>
    `${format.plural(count, rows)} avec «\u00a0${value}\u00a0» dans ${column}`,
  ownTitle: (column) => `Cellules de ${column} traitées séparément`,
  rowsHint:
    'Ce que vous modifiez ici n’est modifié que dans cette ligne. Les numéros de ligne sont ceux de votre fichier.',
  noRows: 'Aucune ligne ici.',
  inFile: 'Dans le fichier',
  cellSkipped: 'Omise pour le moment.',
  cellHint: 'Ne modifie que cette ligne.',
  leftOut: 'Omis',
  nothing: 'Rien',
  edit: 'Modifier',
  editValue: (value) => `Ce que devient ${value}`,
  undo: 'Annuler',
  skip: 'Ignorer',
  unskip: 'Réutiliser',
  choose: 'Choisir…',
  true: 'Oui',
  false: 'Non',
  addItem: 'Ajouter un élément',
  item: (place) => `Élément ${place}`,
  removeItem: (place) => `Retirer l’élément ${place}`,
  noErrors: 'Il n’y a plus rien à vérifier dans cette colonne.',
  noMatches: 'Aucune valeur ne correspond.',
  noValues: 'Aucune valeur ici.',
  emptyColumn: 'Cette colonne n’a aucune valeur.',
  showAll: 'Afficher toutes les valeurs',
  skipErrors: (count, format) =>
    format.plural(count, {
      one: 'Ignorer la valeur à vérifier',
      other: 'Ignorer les # valeurs à vérifier',
    }),
  replaceOpen: 'Rechercher et remplacer',
  find: 'Rechercher',
  replaceBy: 'Remplacer par',
  replace: 'Remplacer',
  replaceHint:
    'Toutes les valeurs de cette colonne sont parcourues, telles qu’elles sont utilisées maintenant.',
  wholeValue: 'Valeur entière',
  matchCase: 'Respecter la casse',
  nothingFound: 'Aucune valeur ne changerait.',
  wouldChange: (changedValues, changedRows, format) =>
    `${format.plural(changedValues, { one: '# valeur change', other: '# valeurs changent' })}, dans ${format.plural(changedRows, rows)}`,
  samples: 'Premières valeurs qui changent',
  moreSamples: (count, format) => `et ${format.number(count)} de plus`,
  undoAll: 'Tout annuler',
  undoAllTitle: (column) => `Annuler toutes les décisions dans ${column}\u00a0?`,
  undoAllText:
    'Chaque correction et chaque valeur ignorée de cette colonne est abandonnée\u00a0: les valeurs sont à nouveau utilisées telles qu’elles sont dans le fichier. Les cellules traitées séparément restent telles quelles.',
  changed: (changedValues, changedRows, format) =>
    changedValues === 0
      ? 'Aucune valeur n’a été modifiée.'
      : `${format.plural(changedValues, { one: '# valeur modifiée', other: '# valeurs modifiées' })}, dans ${format.plural(changedRows, rows)}.`,
  cellsLeftOut: (count, format) =>
    format.plural(count, {
      one: '# cellule corrigée séparément contient encore une erreur et sera omise.',
      other: '# cellules corrigées séparément contiennent encore des erreurs et seront omises.',
    }),
  clean: 'Toutes les valeurs peuvent être importées.',
  willBeLeftOut: (count, format) =>
    format.plural(count, {
      one: '# valeur contient encore une erreur. Elle sera omise\u00a0; ses lignes seront importées.',
      other:
        '# valeurs contiennent encore des erreurs. Elles seront omises\u00a0; leurs lignes seront importées.',
    }),
  skippedLeftOut: (count, format) =>
    format.plural(count, {
      one: '# valeur ignorée sera omise\u00a0; ses lignes seront importées.',
      other: '# valeurs ignorées seront omises\u00a0; leurs lignes seront importées.',
    }),
  stillChecking: 'Vous pourrez continuer dès que toutes les colonnes seront contrôlées.',
}
