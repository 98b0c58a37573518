import type { Language } from '../language.ts'
import { ofRows } from './words.ts'

export const previewAr: Language['preview'] = {
  heading: 'تحقّق مما سيحدث',
  matching: 'جارٍ البحث عن السجلات الموجودة…',
  matchingHint: 'يمكنك بدء الاستيراد بعد مقارنة كل الصفوف. لن يُكتب شيء قبل ذلك.',
  create: 'جديدة',
  update: 'ستُحدَّث',
  skip: 'متخطّاة',
  fail: 'ستفشل',
  withErrors: 'بقيم متروكة',
  show: 'إظهار الصفوف',
  matchedBy: (fields) => `المطابقة حسب ${fields}`,
  matchedByNothing: 'لا مطابقة: ينشئ كل صف سجلًا جديدًا.',
  tabs: 'السجلات',
  linkTab: (create, link, format) =>
    [create > 0 && `${format.number(create)} جديد`, link > 0 && `${format.number(link)} مرتبط`]
      .filter(Boolean)
      .join(' · '),
  action: 'الإجراء',
  row: (row, format) => `الصف ${format.number(row)}`,
  actions: { create: 'جديد', update: 'تحديث', skip: 'تخطٍّ', fail: 'سيفشل' },
  unchanged: 'دون تغيير',
  leftOut: 'متروك',
  own: 'قرار لهذا الصف وحده',
  keys: { move: 'للتنقل بين الخلايا', enter: 'إدخال', edit: 'لتصحيح خلية' },
  again: 'جارٍ مقارنة الصفوف من جديد…',
  linkActions: { link: 'يرتبط بـ', create: 'ينشئ', none: 'بلا ربط' },
  linkItems: { link: 'مرتبط', create: 'جديد' },
  linkName: 'السجل',
  linkRows: 'الصفوف',
  noRows: 'لا توجد صفوف كهذه.',
  start: (count, format) => `استيراد ${format.plural(count, ofRows)}`,
  nothingToImport: 'لا يمكن استيراد أي صف.',
  confirmTitle: (count, format) => `هل تريد استيراد ${format.plural(count, ofRows)}؟`,
  confirmText: 'هذا ما سيُكتب. لا يمكن التراجع عنه بخطوة واحدة.',
  confirmNo: 'ليس بعد',
}
