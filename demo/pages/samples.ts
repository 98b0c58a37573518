import { html } from 'hono/html'
import type { EntityType } from '../records/entities.ts'

interface Sample {
  file: string
  about: string
}

/** The sample files of each entity, in `demo/samples`. */
const SAMPLES: Record<EntityType, Sample[]> = {
  company: [{ file: 'companies.csv', about: '40 companies with domains, some odd founding years' }],
  people: [
    { file: 'people.csv', about: '60 people with their companies, some bad e-mails and dates' },
    { file: 'people-with-errors.csv', about: '12 people, some of whom this CRM refuses' },
  ],
  opportunity: [{ file: 'opportunities.csv', about: '24 deals with companies and contacts' }],
  task: [{ file: 'tasks.csv', about: '20 tasks for several people and companies' }],
  note: [{ file: 'notes.csv', about: '15 notes, with several lines each' }],
}

/** One click from a file to try with: download it, or open the wizard with it. */
export const sampleList = (entityType: EntityType, mayImport: boolean) =>
  html`<section class="samples" aria-labelledby="samples-heading">
    <h2 id="samples-heading">Sample files</h2>
    <ul>
      ${SAMPLES[entityType].map(
        ({ file, about }) =>
          html`<li>
            <span><strong>${file}</strong> <small>${about}</small></span>
            <span class="actions">
              <a href="/samples/${file}" download aria-label="Download ${file}">Download</a>
              ${
                mayImport
                  ? html`<a
                      href="/import/${entityType}?sample=${file}"
                      data-sample="${file}"
                      aria-label="Use this sample: ${file}"
                      >Use this sample</a
                    >`
                  : ''
              }
            </span>
          </li>`,
      )}
    </ul>
  </section>`
