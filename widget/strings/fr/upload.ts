import type { Language } from '../language.ts'

export const uploadFr: Language['upload'] = {
  drop: 'Déposez un fichier ici, ou',
  dropNow: 'Relâchez le fichier pour l’envoyer',
  choose: 'Choisir un fichier',
  limits: (rows, bytes, format) =>
    `CSV ou TSV · jusqu’à ${format.number(rows)} lignes · ${format.bytes(bytes)}`,
  template: 'Télécharger un modèle',
  templateHint: 'Tous les champs que vous pouvez importer, avec une ligne d’exemple.',
  oneFile: 'Choisissez un seul fichier à la fois.',
  sending: (name) => `Envoi de ${name}`,
  progress: (sent, total, format) => `${format.bytes(sent)} sur ${format.bytes(total)}`,
  timeLeft: (seconds, format) => `encore ${format.duration(seconds)}`,
  reading: 'Lecture des lignes…',
  receiving: 'Ce fichier est encore en cours d’envoi dans une autre fenêtre.',
  uploaded: (name, rows) => `${name} a été lu\u00a0: ${rows}.`,
  replace: 'Remplacer',
  remove: 'Retirer',
  rereading: 'Nouvelle lecture du fichier…',
  how: { encoding: 'Encodage', delimiter: 'Séparateur', headerRow: 'Ligne d’en-tête' },
  delimiters: {
    ',': 'Virgule  ,',
    ';': 'Point-virgule  ;',
    '\t': 'Tabulation',
    '|': 'Barre verticale  |',
  },
  headerRow: (row, format) => `Ligne ${format.number(row)}`,
  readingFixed:
    'La lecture du fichier ne peut plus être modifiée\u00a0: ses colonnes ont déjà été associées.',
  firstRows: 'Premières lignes telles qu’elles ont été lues',
  rowNumber: 'Ligne',
  warnings: 'Bon à savoir',
}
