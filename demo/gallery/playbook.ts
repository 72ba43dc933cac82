/** The playbook of the gallery: an action for every scale, a lesson of every kind, in scripts that are laid out differently. */
import type { Lesson, Playbook, Text } from '../../src/playbook/schema'

/** English, German with its long words, Arabic from right to left, Japanese without spaces. */
export const LANGUAGES = ['en', 'de', 'ar', 'ja'] as const

const text = (en: string, de: string, ar: string, ja: string): Text => ({ en, de, ar, ja })

export const SCALES = ['outcome', 'attainment', 'thumbs', 'stars', 'faces', 'nps', 'ease', 'number'] as const

const QUESTIONS: Record<(typeof SCALES)[number], Text> = {
  outcome: text(
    'Did “{{moment.label}}” bring the orders you wanted?',
    'Hat „{{moment.label}}“ die Bestellungen gebracht, die Sie wollten?',
    'هل جلبت حملة «{{moment.label}}» الطلبات التي أردتها؟',
    '「{{moment.label}}」は期待どおりの注文につながりましたか？',
  ),
  attainment: text(
    'What did “{{moment.label}}” bring, compared with what you hoped for?',
    'Was hat „{{moment.label}}“ gebracht, gemessen an Ihren Hoffnungen?',
    'ماذا جلبت حملة «{{moment.label}}» مقارنة بما كنت تأمله؟',
    '「{{moment.label}}」の成果は、期待と比べていかがでしたか？',
  ),
  thumbs: text(
    'Did “{{moment.label}}” do its job?',
    'Hat „{{moment.label}}“ seinen Zweck erfüllt?',
    'هل أدّت حملة «{{moment.label}}» غرضها؟',
    '「{{moment.label}}」は役目を果たしましたか？',
  ),
  stars: text(
    'How well did “{{moment.label}}” do?',
    'Wie gut lief „{{moment.label}}“?',
    'كيف كان أداء حملة «{{moment.label}}»؟',
    '「{{moment.label}}」の成果はいかがでしたか？',
  ),
  faces: text(
    'How did “{{moment.label}}” turn out?',
    'Wie ist „{{moment.label}}“ ausgegangen?',
    'كيف كانت نتيجة حملة «{{moment.label}}»؟',
    '「{{moment.label}}」の結果はいかがでしたか？',
  ),
  nps: text(
    'How likely are you to send another campaign like “{{moment.label}}”?',
    'Wie wahrscheinlich ist es, dass Sie noch eine Kampagne wie „{{moment.label}}“ senden?',
    'ما احتمال أن ترسل حملة أخرى مثل «{{moment.label}}»؟',
    '「{{moment.label}}」のようなキャンペーンをまた送る可能性はどのくらいですか？',
  ),
  ease: text(
    'How easy was it to get results from “{{moment.label}}”?',
    'Wie leicht war es, mit „{{moment.label}}“ Ergebnisse zu erzielen?',
    'ما مدى سهولة تحقيق النتائج من حملة «{{moment.label}}»؟',
    '「{{moment.label}}」で成果を出すのは簡単でしたか？',
  ),
  number: text(
    'How many orders did “{{moment.label}}” bring?',
    'Wie viele Bestellungen hat „{{moment.label}}“ gebracht?',
    'كم طلبًا جلبت حملة «{{moment.label}}»؟',
    '「{{moment.label}}」は何件の注文につながりましたか？',
  ),
}

const option = (id: string, label: Text) => ({ id, label })

const OBSTACLES = [
  option('not-opened', text('Few people opened it', 'Wenige haben sie geöffnet', 'قليلون فتحوها', '開封が少なかった')),
  option(
    'not-bought',
    text(
      'They read it, but did not buy',
      'Gelesen, aber nicht gekauft',
      'قرأوها ولم يشتروا',
      '読まれたが購入されなかった',
    ),
  ),
  option(
    'not-delivered',
    text('It landed in spam', 'Sie landete im Spam', 'وصلت إلى البريد المزعج', '迷惑メールに入った'),
  ),
  option(
    'no-time',
    text(
      'There was no time to prepare it',
      'Die Zeit zur Vorbereitung fehlte',
      'لم يكن هناك وقت للتحضير',
      '準備の時間がなかった',
    ),
  ),
]
const STRENGTHS = [
  option('subject', text('The subject line', 'Die Betreffzeile', 'سطر الموضوع', '件名')),
  option('offer', text('The offer', 'Das Angebot', 'العرض', '特典')),
  option('timing', text('The time it was sent', 'Der Zeitpunkt', 'وقت الإرسال', '送信のタイミング')),
]

const TITLE = text(
  'Write the subject line last',
  'Schreiben Sie die Betreffzeile zuletzt',
  'اكتب سطر الموضوع في النهاية',
  '件名は最後に書く',
)
const WHY = text(
  'People decide in two seconds whether to open. A line written last says what is really inside.',
  'Über das Öffnen entscheiden zwei Sekunden. Eine zuletzt geschriebene Zeile sagt, was wirklich drinsteht.',
  'يقرر القارئ خلال ثانيتين إن كان سيفتح الرسالة. السطر المكتوب أخيرًا يقول ما بداخلها حقًا.',
  '開封するかどうかは2秒で決まります。最後に書いた件名は、中身を正しく伝えます。',
)
const COMMIT = text(
  'Next time I’ll write the subject line last.',
  'Nächstes Mal schreibe ich die Betreffzeile zuletzt.',
  'في المرة القادمة سأكتب سطر الموضوع في النهاية.',
  '次は件名を最後に書きます。',
)
const POINTS = [
  text(
    'Finish the message first, then name its **one** promise.',
    'Schreiben Sie zuerst die Nachricht, dann nennen Sie ihr **eines** Versprechen.',
    'أنهِ الرسالة أولًا، ثم سمِّ وعدها **الوحيد**.',
    'まず本文を仕上げ、約束を**一つ**だけ言葉にします。',
  ),
  text(
    'Keep it under 45 characters: phones cut the rest.',
    'Bleiben Sie unter 45 Zeichen: Telefone schneiden den Rest ab.',
    'اجعله أقل من 45 حرفًا: الهواتف تقتطع الباقي.',
    '45文字以内に。スマートフォンでは残りが切れます。',
  ),
  text(
    'Write three and read them aloud to somebody.',
    'Schreiben Sie drei und lesen Sie sie jemandem vor.',
    'اكتب ثلاثة واقرأها بصوت عالٍ لشخص ما.',
    '3案書いて、誰かに声に出して読んでみます。',
  ),
]

const IMAGE = '/lessons/media/inbox.jpg'
const TEACHER = { name: text('Mia Torres', 'Mia Torres', 'ميا توريس', 'ミア・トレス'), picture: IMAGE }
const common = { title: TITLE, why: WHY, commit: COMMIT, minutes: 2, for: {} }

export const lessons: Lesson[] = [
  { ...common, id: 'tips', kind: 'tips', points: POINTS },
  {
    ...common,
    id: 'example',
    kind: 'example',
    who: text(
      'A bakery with 900 subscribers',
      'Eine Bäckerei mit 900 Abonnenten',
      'مخبز لديه 900 مشترك',
      '購読者900人のパン屋',
    ),
    before: text('News from our bakery', 'Neues aus unserer Backstube', 'أخبار من مخبزنا', '当店からのお知らせ'),
    after: text(
      'Rye on Friday, and only on Friday',
      'Roggenbrot am Freitag, und nur am Freitag',
      'خبز الجاودار يوم الجمعة، ويوم الجمعة فقط',
      '金曜日だけのライ麦パン',
    ),
    changed: text(
      'It names one thing, and a day.',
      'Sie nennt eine Sache und einen Tag.',
      'يذكر شيئًا واحدًا ويومًا.',
      'ひとつの商品と曜日を挙げています。',
    ),
    figure: text(
      'Opens: from 18% to 31%',
      'Öffnungen: von 18 % auf 31 %',
      'مرات الفتح: من 18% إلى 31%',
      '開封率：18%から31%へ',
    ),
  },
  {
    ...common,
    id: 'checklist',
    kind: 'checklist',
    steps: POINTS.map((point, at) => ({
      id: `step-${at}`,
      text: point,
      ...(at === 1 && { url: '/help/subject-lines' }),
    })),
  },
  {
    ...common,
    id: 'article',
    kind: 'article',
    teacher: TEACHER,
    minutes: 4,
    url: '/help/subject-lines',
    body: [
      { p: WHY },
      {
        image: IMAGE,
        alt: text(
          'An inbox with three subject lines',
          'Ein Posteingang mit drei Betreffzeilen',
          'صندوق بريد فيه ثلاثة أسطر موضوع',
          '3つの件名が並ぶ受信箱',
        ),
      },
      { list: POINTS },
      { quote: POINTS[2] as Text },
      { p: POINTS[0] as Text },
      { p: WHY },
    ],
  },
  {
    ...common,
    id: 'video',
    kind: 'video',
    provider: 'file',
    ref: '/lessons/media/subject-lines.mp4',
    poster: IMAGE,
    transcript: WHY,
  },
  {
    ...common,
    id: 'webinar',
    kind: 'webinar',
    starts: '2026-12-08T17:00:00+01:00',
    ends: '2026-12-08T17:45:00+01:00',
    url: '/webinars/subject-lines',
    host: 'Ines Berger',
  },
  {
    ...common,
    id: 'course',
    kind: 'course',
    minutes: 25,
    units: POINTS.map((point, at) => ({
      id: `unit-${at}`,
      title: point,
      url: `/courses/subject-lines/${at + 1}`,
      minutes: 5 + at,
    })),
  },
  {
    ...common,
    id: 'tool',
    kind: 'tool',
    url: '/tools/subject-lines',
    label: text(
      'Open the subject line tester',
      'Den Betreffzeilen-Tester öffnen',
      'افتح أداة اختبار سطر الموضوع',
      '件名テスターを開く',
    ),
  },
  {
    ...common,
    id: 'service',
    kind: 'service',
    offer: text(
      'We write and test the subject lines of your next campaign, and you approve them.',
      'Wir schreiben und testen die Betreffzeilen Ihrer nächsten Kampagne, und Sie geben sie frei.',
      'نكتب ونختبر أسطر الموضوع لحملتك القادمة وأنت توافق عليها.',
      '次のキャンペーンの件名を私たちが作成・テストし、あなたが承認します。',
    ),
    price: text('€90 a campaign', '90 € je Kampagne', '90 يورو لكل حملة', '1キャンペーン 90ユーロ'),
  },
]

const GOAL = {
  question: text(
    'What should “{{moment.label}}” bring you?',
    'Was soll „{{moment.label}}“ Ihnen bringen?',
    'ماذا تريد أن تحقق حملة «{{moment.label}}»؟',
    '「{{moment.label}}」で何を実現したいですか？',
  ),
  options: [
    option('orders', text('Orders', 'Bestellungen', 'طلبات', '注文')),
    option('replies', text('Replies and conversations', 'Antworten und Gespräche', 'ردود ومحادثات', '返信と会話')),
    option('return', text('Customers who come back', 'Kunden, die wiederkommen', 'عملاء يعودون', '再訪してくれる顧客')),
  ],
  other: true,
}

const metrics: NonNullable<Playbook['actions'][string]['metrics']> = {
  orders: {
    label: text('Orders', 'Bestellungen', 'الطلبات', '注文数'),
    unit: 'number',
    better: 'higher',
    reached: { $gte: 100 },
    missed: { $lt: 40 },
  },
}

const ask = { obstacles: OBSTACLES, strengths: STRENGTHS }

export const playbook: Playbook = {
  version: 1,
  id: 'gallery',
  name: 'Postcard',
  theme: { logo: '/assets/icon.svg' },
  languages: [...LANGUAGES],
  actions: {
    ...Object.fromEntries(
      SCALES.map((kind) => [
        kind,
        {
          goal: GOAL,
          metrics,
          ask: { ...ask, question: QUESTIONS[kind], scale: kind === 'number' ? { kind, metric: 'orders' } : kind },
        },
      ]),
    ),
    measured: { metrics, ask: { ...ask, question: QUESTIONS.outcome, when: { on: 'result' }, judge: 'metrics' } },
  },
  lessons,
}
