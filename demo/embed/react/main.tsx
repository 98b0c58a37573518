import { ImportWizard } from 'import-wizard-kit/react'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

// Asked before every request: a token that is renewed goes along by itself.
const headers = async () => ({ 'x-demo-user': 'cleo' })

function ImportPage() {
  const [isOpen, setIsOpen] = useState(true)
  const [said, setSaid] = useState('Nothing yet')
  return (
    <>
      <h1>React</h1>
      <p>
        <button type="button" onClick={() => setIsOpen(false)}>
          Close
        </button>
        <output>{said}</output>
      </p>
      {isOpen && (
        <ImportWizard
          endpoint="/api/imports"
          entityType="people"
          headers={headers}
          onImportStep={({ step }) => setSaid(`Step: ${step}`)}
        />
      )}
    </>
  )
}

const place = document.querySelector('#app')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <ImportPage />
    </StrictMode>,
  )
}
