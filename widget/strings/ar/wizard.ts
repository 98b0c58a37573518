import type { Language } from '../language.ts'
import { isolated } from './words.ts'

export const wizardAr: Language['wizard'] = {
  title: (entity) => `استيراد ${isolated(entity)}`,
  steps: {
    upload: 'الرفع',
    map: 'التعيين',
    review: 'المراجعة',
    preview: 'المعاينة',
    import: 'الاستيراد',
  },
  stepsLabel: 'خطوات عملية الاستيراد هذه',
  stepOf: (place, all, name) => `الخطوة ${place} من ${all}: ${name}`,
  stepDone: 'تمّت',
  chooseEntity: 'ماذا تريد أن تستورد؟',
  chooseEntityHint: 'يحتوي كل ملف على نوع واحد من السجلات.',
  nothingToImport: 'لا يوجد ما يمكنك استيراده هنا. اطلب الإذن من مسؤول النظام.',
  entityMissing: 'ليس لديك إذن باستيراد هذا النوع من السجلات، أو أنه غير موجود.',
  another: 'استيراد ملف آخر',
  leave: 'إلغاء الاستيراد',
  leaveTitle: 'هل تريد مغادرة عملية الاستيراد هذه؟',
  leaveText: 'يمكنك الاحتفاظ بها كمسودة ومتابعتها لاحقًا، أو تجاهلها مع ملفها وجميع تغييراتك.',
  leaveDiscard: 'تجاهل',
  leaveKeep: 'الاحتفاظ كمسودة',
  leaveStay: 'متابعة الاستيراد',
}
