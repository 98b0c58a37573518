import type { Language } from '../language.ts'
import { numberOf } from '../wording.ts'

export const errorsFr: Language['errors'] = {
  offline: 'Le serveur est injoignable. Vérifiez votre connexion et réessayez.',
  internal:
    'Une erreur est survenue sur le serveur. Réessayez\u00a0; si elle se reproduit, prévenez votre administrateur.',
  unavailable: 'Le serveur n’est pas disponible pour le moment. Réessayez dans un instant.',
  invalid_request: ({ reason }) =>
    reason === 'ambiguous_format'
      ? 'Les valeurs d’une colonne peuvent se lire de plusieurs façons. Choisissez le format de cette colonne.'
      : 'Cette saisie n’a pas pu être traitée. Vérifiez-la et réessayez.',
  unknown_entity_type: 'Ce type d’enregistrement ne peut pas être importé ici.',
  unknown_column: 'Cette colonne n’existe pas dans le fichier ou n’est pas importée.',
  unknown_field: 'L’un des champs n’existe plus. Rechargez la page.',
  not_signed_in:
    'Vous êtes déconnecté. Reconnectez-vous, au besoin dans un autre onglet, puis réessayez ici.',
  not_allowed: 'Vous n’êtes pas autorisé à importer ce type d’enregistrement.',
  invalid_signature: 'Ce lien n’est pas valide. Ouvrez l’import pour en obtenir un nouveau.',
  link_expired: 'Ce lien a expiré. Ouvrez l’import pour en obtenir un nouveau.',
  import_not_found: 'Cet import n’existe plus.',
  route_not_found: 'Il n’y a rien à cette adresse. Rechargez la page.',
  wrong_stage: 'Ce n’est pas possible maintenant\u00a0: l’import en est à une autre étape.',
  already_started: 'Cet import a déjà été lancé.',
  still_validating: 'Les valeurs sont encore en cours de vérification. Patientez un instant.',
  still_matching: 'Les enregistrements existants sont encore recherchés. Patientez un instant.',
  required_unmapped: 'Associez une colonne à chaque champ obligatoire.',
  rows_expired: 'Les lignes de cet import ne sont plus conservées.',
  file_too_large: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Ce fichier est trop volumineux. Divisez-le et importez les parties.'
      : `Ce fichier dépasse ${format.bytes(limit)}. Divisez-le et importez les parties.`
  },
  too_many_rows: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Ce fichier contient trop de lignes. Divisez-le et importez les parties.'
      : `Ce fichier contient plus de ${format.number(limit)} lignes. Divisez-le et importez les parties.`
  },
  too_many_columns: (details, format) => {
    const limit = numberOf(details, 'limit')
    return limit === null
      ? 'Ce fichier contient trop de colonnes.'
      : `Ce fichier contient plus de ${format.number(limit)} colonnes.`
  },
  cell_too_large: (details, format) => {
    const row = numberOf(details, 'row')
    return row === null
      ? 'Une cellule de ce fichier est trop volumineuse.'
      : `La ligne ${format.number(row)} est trop volumineuse. Vérifiez ses cellules, et que ses fins de ligne sont celles des autres lignes.`
  },
  unsupported_file:
    'Ce n’est pas un fichier texte en colonnes. Enregistrez votre tableau au format CSV et choisissez ce fichier.',
  empty_file: 'Ce fichier est vide.',
  no_rows: 'Ce fichier contient un en-tête mais aucune ligne.',
  unreadable_file: (details, format) => {
    const line = numberOf(details, 'line')
    return line === null
      ? 'Le fichier n’est pas arrivé en entier. Veuillez l’envoyer à nouveau.'
      : `Un guillemet ouvert à la ligne ${format.number(line)} n’est jamais fermé. Fermez-le ou supprimez-le, puis envoyez à nouveau le fichier.`
  },
  too_many_imports:
    'Votre équipe a trop d’imports inachevés. Terminez-en un ou abandonnez-le d’abord.',
}
