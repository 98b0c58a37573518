const wizard = document.querySelector('import-wizard')
const samples = document.querySelector<HTMLElement>('.samples')
const address = new URL(location.href)
const sample = address.searchParams.get('sample')

// Samples are only of use until there is a file.
wizard?.addEventListener('import-uploaded', () => samples?.toggleAttribute('hidden', true))
wizard?.addEventListener('import-step', ({ step }) => {
  samples?.toggleAttribute('hidden', step !== 'upload')
})
samples?.toggleAttribute('hidden', address.searchParams.has('import'))

await customElements.whenDefined('import-wizard')
if (sample) {
  // Otherwise a reload would upload it again.
  address.searchParams.delete('sample')
  history.replaceState(null, '', address)
  const answer = await fetch(`/samples/${encodeURIComponent(sample)}`)
  if (answer.ok) wizard?.open(new File([await answer.blob()], sample, { type: 'text/csv' }))
}
