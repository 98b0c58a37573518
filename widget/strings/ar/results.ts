import type { Language } from '../language.ts'

export const resultsAr: Language['results'] = {
  created: 'أُنشئت',
  updated: 'حُدّثت',
  skipped: 'تُخطّيت',
  failed: 'فشلت',
  statuses: {
    uploading: 'قيد الرفع',
    mapping: 'قيد التعيين',
    reviewing: 'قيد المراجعة',
    previewing: 'قيد المعاينة',
    importing: 'قيد الاستيراد',
    completed: 'مكتمل',
    failed: 'فشل',
    cancelled: 'مُلغى',
    stalled: 'متوقّف',
  },
  reasons: 'سبب رفض الصفوف',
  firstReasons: (count, format) =>
    format.plural(count, {
      zero: 'من الصفوف الفاشلة',
      one: 'من أول صف فاشل',
      two: 'من أول صفين فاشلين',
      few: 'من أول # صفوف فاشلة',
      many: 'من أول # صفًا فاشلًا',
      other: 'من أول # صف فاشل',
    }),
  download: 'تنزيل الصفوف الفاشلة',
  resume: 'استئناف',
  resuming: 'جارٍ الاستئناف…',
}
