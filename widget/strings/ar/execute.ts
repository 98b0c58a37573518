import type { Language } from '../language.ts'
import { isolated } from './words.ts'

export const executeAr: Language['execute'] = {
  importing: (name) => `جارٍ استيراد ${isolated(name)}`,
  waiting: (name) => `${isolated(name)} في انتظار دوره`,
  progress: (processed, total, format) => `${format.number(processed)} من ${format.number(total)}`,
  rate: (rate, format) => `${format.number(rate)} في الثانية`,
  timeLeft: (seconds, format) => `بقي ${format.duration(seconds)}`,
  starting: 'جارٍ البدء…',
  closeHint: 'يمكنك إغلاق هذه الصفحة؛ سيستمر الاستيراد.',
  cancelTitle: 'هل تريد إيقاف عملية الاستيراد هذه؟',
  cancelText: (processed, format) =>
    format.plural(processed, {
      zero: 'لم يُستورد أي صف بعد، ولن تُستورد الصفوف.',
      one: 'تم استيراد صف واحد وسيبقى كما هو. لن تُستورد الصفوف الأخرى.',
      two: 'تم استيراد صفين وسيبقيان كما هما. لن تُستورد الصفوف الأخرى.',
      few: 'تم استيراد # صفوف وستبقى كما هي. لن تُستورد الصفوف الأخرى.',
      many: 'تم استيراد # صفًا وستبقى كما هي. لن تُستورد الصفوف الأخرى.',
      other: 'تم استيراد # صف وستبقى كما هي. لن تُستورد الصفوف الأخرى.',
    }),
  cancelYes: 'إيقاف الاستيراد',
  cancelNo: 'متابعة الاستيراد',
  completed: (duration) => (duration ? `تم خلال ${duration}` : 'تم'),
  completedWithFailures: (count, format) =>
    format.plural(count, {
      zero: 'تم دون رفض أي صف',
      one: 'تم، لكن رُفض صف واحد',
      two: 'تم، لكن رُفض صفان',
      few: 'تم، لكن رُفضت # صفوف',
      many: 'تم، لكن رُفض # صفًا',
      other: 'تم، لكن رُفض # صف',
    }),
  failed: 'فشل الاستيراد',
  failedHint: 'ما كُتب يبقى. الضغط على «استئناف» يتابع من حيث توقّف؛ ولا يُكتب أي صف مرتين.',
  stalled: 'الاستيراد لا يتقدّم',
  stalledHint:
    'لا يعمل عليه أي خادم حاليًا. سيتابع تلقائيًا عند عودة أحد الخوادم، أو يمكنك استئنافه الآن.',
  cancelled: 'أُوقف الاستيراد',
  cancelledHint: (left, format) =>
    format.plural(left, {
      zero: 'استُوردت كل الصفوف. ما كُتب يبقى.',
      one: 'لم يُستورد صف واحد. ما كُتب يبقى.',
      two: 'لم يُستورد صفان. ما كُتب يبقى.',
      few: 'لم تُستورد # صفوف. ما كُتب يبقى.',
      many: 'لم يُستورد # صفًا. ما كُتب يبقى.',
      other: 'لم يُستورد # صف. ما كُتب يبقى.',
    }),
  another: 'استيراد ملف آخر',
  history: 'عرض السجل',
  finish: 'تم',
}
