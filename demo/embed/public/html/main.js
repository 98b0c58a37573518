const wizard = document.querySelector('import-wizard')
const said = document.querySelector('output')

// Asked before every request: a token that is renewed goes along by itself.
wizard.headers = async () => ({ 'x-demo-user': 'cleo' })

wizard.addEventListener('import-step', ({ step }) => (said.textContent = `Step: ${step}`))

document.querySelector('button').addEventListener('click', () => wizard.remove())
