import type { Language } from '../language.ts'
import { columns, rows } from './words.ts'

export const commonAr: Language['common'] = {
  back: 'رجوع',
  continue: 'متابعة',
  cancel: 'إلغاء',
  close: 'إغلاق',
  retry: 'إعادة المحاولة',
  dismiss: 'إخفاء',
  loading: 'جارٍ التحميل…',
  unknownError: 'حدث خطأ ما. يُرجى إعادة المحاولة.',
  blank: 'فارغ',
  required: 'مطلوب',
  pages: 'الصفحات',
  previousPage: 'الصفحة السابقة',
  nextPage: 'الصفحة التالية',
  page: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} من ${format.number(total)}`,
  pageOver: ({ first, last, total }, format) =>
    `${format.number(first)}–${format.number(last)} من أكثر من ${format.number(total)}`,
  rows: (count, format) => format.plural(count, rows),
  columns: (count, format) => format.plural(count, columns),
}
