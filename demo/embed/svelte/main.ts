import 'import-wizard-kit/widget'
import { mount } from 'svelte'
import ImportPage from './ImportPage.svelte'

const target = document.querySelector('#app')
if (target) mount(ImportPage, { target })
