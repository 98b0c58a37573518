import type { Language } from '../language.ts'

export const wizardDe: Language['wizard'] = {
  title: (entity) => `${entity} importieren`,
  steps: {
    upload: 'Hochladen',
    map: 'Zuordnen',
    review: 'Prüfen',
    preview: 'Vorschau',
    import: 'Importieren',
  },
  stepsLabel: 'Schritte dieses Imports',
  stepOf: (place, all, name) => `Schritt ${place} von ${all}: ${name}`,
  stepDone: 'erledigt',
  chooseEntity: 'Was möchten Sie importieren?',
  chooseEntityHint: 'Jede Datei enthält eine Art von Datensätzen.',
  nothingToImport:
    'Sie dürfen hier nichts importieren. Bitten Sie Ihre Administration um die Berechtigung.',
  entityMissing: 'Sie dürfen diese Art von Datensätzen nicht importieren, oder es gibt sie nicht.',
  another: 'Weitere Datei importieren',
  leave: 'Import abbrechen',
  leaveTitle: 'Diesen Import verlassen?',
  leaveText:
    'Sie können ihn als Entwurf behalten und später fortsetzen, oder ihn mit seiner Datei und allen Änderungen verwerfen.',
  leaveDiscard: 'Verwerfen',
  leaveKeep: 'Als Entwurf behalten',
  leaveStay: 'Weiter importieren',
}
