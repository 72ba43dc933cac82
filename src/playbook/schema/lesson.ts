/** Lessons: what all kinds share, and what each kind adds. */
import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { alternatives } from './alternatives'
import { condition } from './condition'
import { type Docs, type FieldDoc, field, once, part } from './part'
import { address, text, url } from './text'
import { date, duration, filled, id, positive, wholeNumber } from './scalars'

export const band = once(() => part('Band', 'how the result turned out', z.enum(['missed', 'partly', 'reached'])))

export const lessonFor = once(() => {
  const ids = () => z.optional(z.array(z.string()))
  return part(
    'LessonFor',
    'whom a lesson is for; a list that is left out means any',
    z.strictObject({
      actions: ids(),
      bands: z.optional(z.array(band())),
      obstacles: ids(),
      strengths: ids(),
      goals: ids(),
      segments: ids(),
      if: z.optional(condition),
    }),
  )
})

export const lessonForDocs: () => Docs<ReturnType<typeof lessonFor>> = () => ({
  actions: field('After these actions. Left out: after any.', ['campaign.sent']),
  bands: field('After these bands. Left out: after any.', ['missed', 'partly']),
  obstacles: field('For users who named one of these obstacles.', ['few-opens']),
  strengths: field('For users who named one of these strengths.', ['subject']),
  goals: field('For users with one of these goals.', ['sales']),
  segments: field('For users in one of these segments.', ['novice']),
  if: field('Only where this holds.', { 'traits.plan': 'pro' }),
})

export const block = once(() =>
  part(
    'Block',
    'a paragraph, list, quote or image',
    alternatives('{ "p": "…" }', { p: text }, { list: filled(text) }, { quote: text }, { image: url, alt: text }),
  ),
)

export const blockDocs = () => ({
  p: field('A paragraph.', 'Short subject lines are read on phones.'),
  list: field('A bulleted list.', ['Write it last.', 'Leave out the brand.']),
  quote: field('A quotation.', 'The subject line decides.'),
  image: field('The URL of an image.', '/images/inbox.png'),
  alt: field('What the image shows, for readers who can’t see it.', 'An inbox with three subject lines'),
})

export const step = once(() =>
  part('Step', 'one step of a checklist', z.strictObject({ id, text, url: z.optional(url) })),
)

export const stepDocs: () => Docs<ReturnType<typeof step>> = () => ({
  id: field('Names the step in the user’s progress.', 'write-subject'),
  text: field('What to do.', 'Write the subject line last.'),
  url: field('Where to do it.', '/campaigns/new'),
})

export const unit = once(() =>
  part('Unit', 'one unit of a course', z.strictObject({ id, title: text, url, minutes: z.optional(positive()) })),
)

export const unitDocs: () => Docs<ReturnType<typeof unit>> = () => ({
  id: field('Names the unit in the user’s progress.', 'basics'),
  title: field('What the unit is called.', 'The basics'),
  url: field('Where the unit is.', 'https://academy.example/basics'),
  minutes: field('How many minutes it takes.', 10),
})

const teacher = once(() =>
  part('Teacher', 'who teaches a lesson', z.strictObject({ name: text, picture: z.optional(url) })),
)

export const teacherDocs: () => Docs<ReturnType<typeof teacher>> = () => ({
  name: field('Their name.', 'Ada Obi'),
  picture: field('The URL of their picture, shown as a small circle.', '/images/ada.jpg'),
})

const shared = once(() => ({
  id,
  title: text,
  why: z.optional(text),
  minutes: z.optional(positive()),
  teacher: z.optional(teacher()),
  level: z.optional(wholeNumber(1, 3)),
  for: lessonFor(),
  commit: z.optional(text),
  after: z.optional(z.array(z.string())),
  from: z.optional(date),
  until: z.optional(date),
  repeat: z.optional(duration),
  weight: z.optional(z.number()),
}))

const sharedDocs: () => Record<keyof ReturnType<typeof shared> | 'kind', FieldDoc> = () => ({
  kind: field('What kind of lesson it is. Each kind has content of its own.', 'tips'),
  id: field('Names the lesson in events and in "after".', 'subject-lines'),
  title: field('What the lesson is called.', 'Write subject lines people open'),
  why: field('Why it helps, in one sentence.', 'The subject line decides whether the rest is read.'),
  minutes: field('How many minutes it takes.', 3),
  teacher: field('Who teaches it: people trust who taught them.', { name: 'Ada Obi', picture: '/images/ada.jpg' }),
  level: field('How hard it is, from 1 (easy) to 3 (advanced).', 1),
  for: field('Whom the lesson is for.', { bands: ['missed', 'partly'] }),
  commit: field('A plan in the user’s own voice, as a whole sentence.', 'Next time I’ll write the subject line last.'),
  after: field('The ids of lessons to be completed first.', ['basics']),
  from: field('Shown from this time on.', '2027-03-01T00:00:00Z'),
  until: field('Shown until this time.', '2027-04-01T00:00:00Z'),
  repeat: field('How long after it was completed it may be shown again. Left out: never.', '90d'),
  weight: field('The higher, the sooner the lesson is chosen.', 10, defaults.lesson.weight),
})

/** Every kind of lesson with its whole schema. */
export const lessonKinds = {
  tips: once(() =>
    part(
      'TipsLesson',
      'a lesson as a list of tips',
      z.strictObject({ ...shared(), kind: z.literal('tips'), points: filled(text) }),
    ),
  ),
  checklist: once(() =>
    part(
      'ChecklistLesson',
      'a lesson as steps to tick off',
      z.strictObject({ ...shared(), kind: z.literal('checklist'), steps: filled(step()) }),
    ),
  ),
  article: once(() =>
    part(
      'ArticleLesson',
      'a lesson to read',
      z.strictObject({ ...shared(), kind: z.literal('article'), body: filled(block()), url: z.optional(url) }),
    ),
  ),
  video: once(() =>
    part(
      'VideoLesson',
      'a lesson to watch',
      z.strictObject({
        ...shared(),
        kind: z.literal('video'),
        provider: z.enum(['youtube', 'vimeo', 'wistia', 'loom', 'file']),
        ref: address,
        poster: z.optional(url),
        captions: z.optional(url),
        transcript: text,
      }),
    ),
  ),
  webinar: once(() =>
    part(
      'WebinarLesson',
      'a lesson to attend',
      z.strictObject({
        ...shared(),
        kind: z.literal('webinar'),
        starts: date,
        ends: date,
        url,
        host: z.optional(text),
      }),
    ),
  ),
  course: once(() =>
    part(
      'CourseLesson',
      'a lesson in several units',
      z.strictObject({ ...shared(), kind: z.literal('course'), units: filled(unit()) }),
    ),
  ),
  tool: once(() =>
    part(
      'ToolLesson',
      'a template, a calculator or another tool',
      z.strictObject({ ...shared(), kind: z.literal('tool'), url, label: text }),
    ),
  ),
  service: once(() =>
    part(
      'ServiceLesson',
      'something that is done for the user',
      z.strictObject({
        ...shared(),
        kind: z.literal('service'),
        offer: text,
        price: z.optional(text),
        url: z.optional(url),
      }),
    ),
  ),
  example: once(() =>
    part(
      'ExampleLesson',
      'what somebody like the user did: a worked example, before and after',
      z.strictObject({
        ...shared(),
        kind: z.literal('example'),
        who: z.optional(text),
        before: text,
        after: text,
        changed: text,
        figure: z.optional(text),
      }),
    ),
  ),
}

type Kinds = typeof lessonKinds

const readOn = field('Where to read on.', 'https://help.example/subject-lines')
export const lessonDocs: () => { [K in keyof Kinds]: Docs<ReturnType<Kinds[K]>> } = () => ({
  tips: { ...sharedDocs(), points: field('The tips.', ['Write the subject line last.']) },
  checklist: {
    ...sharedDocs(),
    steps: field('The steps to tick off.', [{ id: 'write-subject', text: 'Write the subject line last.' }]),
  },
  article: {
    ...sharedDocs(),
    body: field('The article, block by block.', [{ p: 'Short subject lines are read on phones.' }]),
    url: readOn,
  },
  video: {
    ...sharedDocs(),
    provider: field('Where the video is hosted. "file" is a video file of your own.', 'youtube'),
    ref: field('The provider’s id of the video, or the file’s URL.', 'dQw4w9WgXcQ'),
    poster: field('An image to show before the video plays.', '/images/poster.jpg'),
    captions: field('The captions, as WebVTT.', '/videos/subject-lines.vtt'),
    transcript: field('What is said, for those who don’t watch it.', 'Today we look at subject lines.'),
  },
  webinar: {
    ...sharedDocs(),
    starts: field('When the webinar starts.', '2027-03-09T15:00:00Z'),
    ends: field('When the webinar ends.', '2027-03-09T15:45:00Z'),
    url: field('Where to join.', 'https://webinars.example/subject-lines'),
    host: field('Who gives the webinar.', 'Ada from our team'),
  },
  course: {
    ...sharedDocs(),
    units: field('The units, in order.', [
      { id: 'basics', title: 'The basics', url: 'https://academy.example/basics' },
    ]),
  },
  tool: {
    ...sharedDocs(),
    url: field('Where the tool is.', '/templates/subject-lines'),
    label: field('What the button says.', 'Open the template'),
  },
  service: {
    ...sharedDocs(),
    offer: field('What is done for the user.', 'We write your next three subject lines.'),
    price: field('What it costs.', '€ 90'),
    url: field('Where to order it. Left out: the request is sent as an event.', '/services/copywriting'),
  },
  example: {
    ...sharedDocs(),
    who: field('Whose example it is: somebody like the user.', 'A bakery with 900 subscribers'),
    before: field('How it was before.', 'Newsletter no. 14'),
    after: field('How it was after. An example has no prerequisites.', 'Your Sunday bread, baked at six'),
    changed: field('What was changed, and why that helped.', 'The subject says what readers get, in six words.'),
    figure: field('What came of it.', 'Opened by **41%**, up from 19%'),
  },
})

/** A union of all kinds, for types and for JSON Schema. A reader takes the one kind a lesson names. */
export const lesson = once(() => {
  const { tips, checklist, article, video, webinar, course, tool, service, example } = lessonKinds
  return part(
    'Lesson',
    'one thing to do, read, watch or attend for a better result next time',
    z.discriminatedUnion('kind', [
      tips(),
      checklist(),
      article(),
      video(),
      webinar(),
      course(),
      tool(),
      service(),
      example(),
    ]),
  )
})

/** Where the kind itself is wrong: what belongs to any kind is then not wrong as well. */
const unknownKind = once(() => {
  const fields = Object.values(lessonKinds).flatMap((kind) => Object.keys(kind().shape))
  return z.strictObject({
    ...Object.fromEntries(fields.map((name) => [name, z.optional(z.unknown())])),
    ...shared(),
    kind: z.enum(Object.keys(lessonKinds)),
  })
})

/** The schema to read a lesson with: that of its kind. */
export const lessonSchemaFor = (lesson: unknown): z.ZodMiniObject => {
  const { kind } = (lesson ?? {}) as { kind?: string }
  return typeof kind === 'string' && Object.hasOwn(lessonKinds, kind)
    ? lessonKinds[kind as keyof Kinds]()
    : unknownKind()
}
