import 'import-wizard-kit/widget'
import { createApp } from 'vue'
import ImportPage from './ImportPage.vue'

createApp(ImportPage).mount('#app')
