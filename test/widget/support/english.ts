import { en } from '../../../widget/strings/en.ts'
import { Format } from '../../../widget/strings/format.ts'
import { Texts } from '../../../widget/strings/texts.ts'

export const texts = new Texts(new Format('en', 'UTC'), () => en)
