/** Kinds whose own view is still to come, readably: what is offered, and the way to it. */
import type { LessonKind } from '../../playbook/schema'
import type { View } from '../view'
import { LessonLink, css as linkCss } from './link'
import type { LessonProps } from './props'
import { css as tipsCss } from './tips'

export const css = linkCss + tipsCss

type Shown = 'video' | 'webinar' | 'course' | 'service'

const WATCH = {
  youtube: 'https://youtu.be/',
  vimeo: 'https://vimeo.com/',
  loom: 'https://www.loom.com/share/',
  wistia: 'https://fast.wistia.net/embed/iframe/',
  file: '',
}

const Video = ({ view, lesson }: LessonProps<'video'>) => (
  <>
    <LessonLink view={view} url={WATCH[lesson.provider] + lesson.ref} button>
      {view.say('watch')}
    </LessonLink>
    <p class="quote">{view.rich(lesson.transcript)}</p>
  </>
)

const Webinar = ({ view, lesson }: LessonProps<'webinar'>) => {
  const format = new Intl.DateTimeFormat(view.language, { dateStyle: 'full', timeStyle: 'short' })
  return (
    <>
      <p>{format.formatRange(new Date(lesson.starts), new Date(lesson.ends))}</p>
      {lesson.host && <p class="muted">{view.tell('host', { value: view.plain(lesson.host) })}</p>}
      <LessonLink view={view} url={lesson.url} button>
        {view.say('join')}
      </LessonLink>
    </>
  )
}

const Course = ({ view, lesson }: LessonProps<'course'>) => (
  // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
  <ol class="tips" role="list">
    {lesson.units.map(({ title, url, minutes }) => (
      <li>
        <span>
          <LessonLink view={view} url={url}>
            {view.rich(title)}
          </LessonLink>{' '}
          {minutes && <span class="muted">{view.tell('lesson.minutes', { value: minutes })}</span>}
        </span>
      </li>
    ))}
  </ol>
)

const Service = ({ view, lesson }: LessonProps<'service'>) => (
  <>
    <p>{view.rich(lesson.offer)}</p>
    {lesson.price && <p class="price">{view.rich(lesson.price)}</p>}
    {lesson.url ? (
      <LessonLink view={view} url={lesson.url} button>
        {view.say('open')}
      </LessonLink>
    ) : view.flow.requested ? (
      <p tabIndex={-1} data-focus>
        {view.say('requested')}
      </p>
    ) : (
      <button type="button" class="primary" onClick={() => view.send({ type: 'request' })}>
        {view.say('request')}
      </button>
    )}
  </>
)

const views = { video: Video, webinar: Webinar, course: Course, service: Service }

const Brief = ({ view, lesson }: { view: View; lesson: LessonProps<Shown & LessonKind>['lesson'] }) => {
  const Shown = views[lesson.kind] as (props: { view: View; lesson: typeof lesson }) => preact.JSX.Element
  return <Shown view={view} lesson={lesson} />
}

export default Brief
