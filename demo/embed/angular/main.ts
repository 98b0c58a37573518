// Otherwise the decorators have nobody to compile them: `ng build` does it before.
import '@angular/compiler'
import { bootstrapApplication } from '@angular/platform-browser'
import 'import-wizard-kit/widget'
import { ImportPage } from './import-page.ts'

await bootstrapApplication(ImportPage)
