import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core'
import type { ImportStepEvent } from 'import-wizard-kit/widget/elements'

@Component({
  selector: 'import-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Angular</h1>
      <p>
        <button type="button" (click)="isOpen.set(false)">Close</button>
        <output>{{ said() }}</output>
      </p>
      @if (isOpen()) {
        <import-wizard
          endpoint="/api/imports"
          entity-type="people"
          [headers]="headers"
          (import-step)="onStep($event)"
        />
      }
    </main>
  `,
})
export class ImportPage {
  readonly isOpen = signal(true)
  readonly said = signal('Nothing yet')

  // Asked before every request: a token that is renewed goes along by itself.
  readonly headers = async () => ({ 'x-demo-user': 'cleo' })

  onStep({ step }: ImportStepEvent): void {
    this.said.set(`Step: ${step}`)
  }
}
