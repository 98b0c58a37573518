const history = document.querySelector('import-history')

const openWizard = (entityType: string, parameters: Record<string, string>) =>
  location.assign(`/import/${entityType}?${new URLSearchParams(parameters).toString()}`)

history?.addEventListener('import-continue', ({ import: { id, entityType } }) =>
  openWizard(entityType, { import: id }),
)
history?.addEventListener('import-again', ({ import: { id, entityType } }) =>
  openWizard(entityType, { like: id }),
)
