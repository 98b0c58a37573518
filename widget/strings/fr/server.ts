import type { Language } from '../language.ts'
import { type SentenceTexts, wordedBy } from '../sentences.ts'
import { type Details, firstRow, numberOf, textsIn } from '../wording.ts'

const listed = (details: Details, name: string) =>
  textsIn(details, name)
    .slice(0, 5)
    .map((text) => `«\u00a0${text}\u00a0»`)
    .join(', ')

const warnings: Language['server']['warnings'] = {
  encoding_unsure: ({ encoding }) =>
    `L’encodage du fichier n’est pas certain. Il a été lu en ${String(encoding).toUpperCase()}\u00a0; choisissez-en un autre si ce n’est pas le bon.`,
  unreadable_bytes: (details, format) =>
    `Certains caractères n’ont pas pu être lus (le premier à la ligne ${format.number(numberOf(details, 'firstLine') ?? 1)}). Choisissez un autre encodage s’ils comptent.`,
  failed_rows_file:
    'C’est un fichier de lignes en échec\u00a0: sa colonne «\u00a0Import Error\u00a0» n’est pas importée.',
  preamble_skipped:
    'Ce qui se trouve au-dessus de l’en-tête n’est pas importé. Choisissez une autre ligne d’en-tête si ce n’est pas la bonne.',
  header_unsure: (details) =>
    `L’en-tête ressemble à une ligne de valeurs (${listed(details, 'cells')}). Si le fichier n’a pas d’en-tête, ajoutez-en un et envoyez-le à nouveau.`,
  repeated_header: (details) =>
    `Certains en-têtes se répètent. Les colonnes suivantes s’appellent ${listed(details, 'headers')}.`,
  blank_header: (details) =>
    `Certaines colonnes n’ont pas d’en-tête. Elles s’appellent ${listed(details, 'headers')}.`,
  extra_cells: (details, format) =>
    `Certaines lignes ont plus de cellules que l’en-tête (la première est la ligne ${firstRow(details, format)}). Elles sont conservées dans des colonnes à part.`,
  short_rows: (details, format) =>
    `Certaines lignes ont moins de cellules que l’en-tête (la première est la ligne ${firstRow(details, format)}). Les cellules manquantes sont vides.`,
  nul_characters: (details, format) =>
    `Certaines cellules contiennent un caractère NUL invisible (la première à la ligne ${firstRow(details, format)}). Il est conservé\u00a0; certaines bases de données le refusent.`,
  footer_rows: (details, format) =>
    `Les dernières lignes ressemblent à des totaux ou à des notes sous le tableau (la première est la ligne ${firstRow(details, format)}). Elles sont conservées\u00a0: ignorez ce qui ne doit pas être importé.`,
  malformed_quotes: (details, format) =>
    `Certaines cellules ont des guillemets à des endroits inhabituels (la première à la ligne ${firstRow(details, format)}). Vérifiez qu’elles ont été lues comme prévu.`,
}

const sentences: SentenceTexts = {
  required: '{label} est obligatoire',
  invalidBoolean: 'Valeur non valide. Valeurs possibles\u00a0: {choices}',
  invalidChoice: 'Choix non valide. Choix possibles\u00a0: {choices}',
  dateIso: 'Date non valide. Attendu\u00a0: année d’abord',
  dateEuropean: 'Date non valide. Attendu\u00a0: jour d’abord',
  dateAmerican: 'Date non valide. Attendu\u00a0: mois d’abord',
  numberPoint: 'Nombre non valide. Attendu\u00a0: avec un point décimal',
  numberComma: 'Nombre non valide. Attendu\u00a0: avec une virgule décimale',
  numberTooLarge: 'Le nombre est trop grand pour être conservé exactement',
  clockGap: '{time} n’existe pas dans {zone}\u00a0: les horloges y ont été avancées',
  invalidDomain: 'Domaine non valide. Exemple attendu\u00a0: {example}',
  invalidEmail: 'Adresse e-mail non valide. Exemple attendu\u00a0: {example}',
  invalidPhone: 'Numéro de téléphone non valide. Exemple attendu\u00a0: {example}',
  invalidUrl: 'URL non valide. Exemple attendu\u00a0: {example}',
  repeated: '«\u00a0{value}\u00a0» figure dans {count} lignes du fichier',
  linkNotFound: '{link}\u00a0: rien n’a été trouvé avec {field} «\u00a0{value}\u00a0»',
  goneByField:
    'L’enregistrement trouvé n’existe plus, ou n’est pas à vous\u00a0: {field} «\u00a0{value}\u00a0»',
  goneLink:
    'L’enregistrement trouvé n’existe plus, ou n’est pas à vous\u00a0: {link} «\u00a0{value}\u00a0»',
  noIdByField:
    'Un enregistrement sans identifiant a été trouvé\u00a0: {field} «\u00a0{value}\u00a0»',
  noIdLink: 'Un enregistrement sans identifiant a été trouvé\u00a0: {link} «\u00a0{value}\u00a0»',
  ambiguous: '{count} enregistrements existants ont {field} «\u00a0{value}\u00a0»',
  ambiguousLink: '{link}\u00a0: {count} enregistrements ont {field} «\u00a0{value}\u00a0»',
  notFound: '{entity}\u00a0: rien n’a été trouvé avec {field} «\u00a0{value}\u00a0»',
  unchecked: 'Cette ligne n’a pas pu être contrôlée.',
  unsaved: 'Cette ligne n’a pas pu être enregistrée. Rapport {id}.',
  crashed:
    'Plantage\u00a0: cette ligne a interrompu le traitement trois fois et a donc été écartée.',
  linkNotCreated: '{link} «\u00a0{value}\u00a0» n’a pas pu être créé\u00a0: {reason}',
  linkIsGone: 'L’enregistrement n’existe plus.',
  taken: '{label}\u00a0: cette valeur est déjà prise',
  takenSomewhere: 'Un autre enregistrement a déjà cette valeur',
  notAllowed: '{label} a une valeur qui n’est pas autorisée',
  notAllowedSomewhere: 'Une valeur n’est pas autorisée',
  brokenRule: 'Cela enfreint la règle «\u00a0{rule}\u00a0»',
  missingLink: 'Un enregistrement lié n’existe pas',
  tooLong: 'Une valeur est trop longue',
  tooLarge: 'Un nombre est trop grand',
  wrongForm: 'Une valeur n’a pas la forme que son champ exige',
  notStorable: 'Une valeur contient un caractère qui ne peut pas être enregistré',
  columnUnchecked:
    'Certaines valeurs de «\u00a0{source}\u00a0» n’ont pas pu être contrôlées. Continuez sans ce contrôle, ou enregistrez à nouveau l’association pour le répéter.',
  notLookedUp:
    'Les enregistrements existants ne peuvent pas être recherchés pour le moment. Un nouvel essai est en cours.',
  failsOnAll: 'L’application n’a pas pu enregistrer 1\u202f000 lignes de suite.',
  noAnswer: 'L’application n’a pas répondu à temps.',
  stoppedByError:
    'Une erreur inattendue a arrêté l’import. Le journal la contient sous l’identifiant de cet import.',
  markedAsFailed:
    'Aucun serveur ne traitait plus cet import, et quelqu’un l’a marqué comme échoué.',
  rowsExpired: 'Les lignes de cet import ne sont plus conservées.',
}

export const serverFr: Language['server'] = { warnings, sentence: wordedBy(sentences) }
