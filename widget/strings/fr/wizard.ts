import type { Language } from '../language.ts'

export const wizardFr: Language['wizard'] = {
  title: (entity) => `Importer\u00a0: ${entity}`,
  steps: {
    upload: 'Fichier',
    map: 'Associer',
    review: 'Vérifier',
    preview: 'Aperçu',
    import: 'Importer',
  },
  stepsLabel: 'Étapes de cet import',
  stepOf: (place, all, name) => `Étape ${place} sur ${all}\u00a0: ${name}`,
  stepDone: 'terminée',
  chooseEntity: 'Que souhaitez-vous importer\u00a0?',
  chooseEntityHint: 'Chaque fichier contient un seul type d’enregistrement.',
  nothingToImport: 'Vous ne pouvez rien importer ici. Demandez l’accès à votre administrateur.',
  entityMissing:
    'Vous n’êtes pas autorisé à importer ce type d’enregistrement, ou il n’existe pas.',
  another: 'Importer un autre fichier',
  leave: 'Annuler l’import',
  leaveTitle: 'Quitter cet import\u00a0?',
  leaveText:
    'Vous pouvez le conserver comme brouillon et le reprendre plus tard, ou l’abandonner avec son fichier et toutes vos modifications.',
  leaveDiscard: 'Abandonner',
  leaveKeep: 'Garder comme brouillon',
  leaveStay: 'Poursuivre l’import',
}
