document.querySelector('import-history')?.addEventListener('import-continue', (event) => {
  const { id, entityType } = event.import
  location.assign(`/import/${entityType}?${new URLSearchParams({ import: id }).toString()}`)
})
