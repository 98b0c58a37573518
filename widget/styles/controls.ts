import { actions } from './actions.ts'
import { base } from './base.ts'
import { buttons } from './buttons.ts'
import { fields } from './fields.ts'
import { panels, tables } from './panels.ts'
import { tokens } from './tokens.ts'

/** The look that all elements share; an element's own styles come after it. */
export const controls = [tokens, base, buttons, fields, tables, panels, actions]
