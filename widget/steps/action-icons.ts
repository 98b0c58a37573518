import type { MatchAction } from '../../server-kit/contract/stages.ts'
import type { IconName } from '../parts/icons.ts'

export const ACTION_ICONS: Record<MatchAction, IconName> = {
  create: 'plus',
  update: 'update',
  skip: 'skip',
  fail: 'alert',
}
