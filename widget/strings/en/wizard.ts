/** The frame of `<import-wizard>`: stepper, choice of the entity, leaving. */
export const wizardEn = {
  title: (entity: string) => `Import ${entity}`,
  steps: { upload: 'Upload', map: 'Map', review: 'Review', preview: 'Preview', import: 'Import' },
  stepsLabel: 'Steps of this import',
  stepOf: (place: number, all: number, name: string) => `Step ${place} of ${all}: ${name}`,
  stepDone: 'done',
  chooseEntity: 'What do you want to import?',
  chooseEntityHint: 'Each file holds one kind of record.',
  nothingToImport: 'There is nothing you may import here. Ask your administrator for access.',
  entityMissing: 'You are not allowed to import this kind of record, or it does not exist.',
  another: 'Import another file',
  leave: 'Cancel import',
  leaveTitle: 'Leave this import?',
  leaveText:
    'You can keep it as a draft and go on later, or discard it with its file and all your changes.',
  leaveDiscard: 'Discard',
  leaveKeep: 'Keep as draft',
  leaveStay: 'Go on importing',
}
