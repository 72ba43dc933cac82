/** Something to attend: when, where the user is; how soon; with whom; the way in. */
import { en } from '../languages/en'
import { kinds } from '../languages/en-kinds'
import { calendarFile } from './calendar'
import type { Content } from './content'
import { soon } from './soon'

Object.assign(en, kinds)

/** In ms; a timer can't hold more than twice as much. */
const TWELVE_DAYS = 1e9
let timer: ReturnType<typeof setTimeout> | undefined

export const webinar: Content<'webinar'> = (view, lesson) => {
  const { way, say, tell, plain, act, send, address, language, flow, life } = view
  const { id, starts, ends, host, url, title } = lesson
  const now = Date.now()
  const from = Date.parse(starts)
  const to = Date.parse(ends)
  const on = now >= from
  // Shown again once it begins and once it is over: one timer, which ticks nothing.
  const wait = (on ? to : from) - now
  clearTimeout(timer)
  if (wait <= 0) return [<p>{say('over')}</p>, flow.more && act('another')]
  if (wait < TWELVE_DAYS) timer = setTimeout(send, wait, { type: 'again' })
  life.onabort = () => clearTimeout(timer)
  const safe = address(url)
  const file = (): string =>
    calendarFile({ ...lesson, title: plain(title), url: new URL(safe as string, document.baseURI).href }, now)
  return [
    <strong>
      {new Intl.DateTimeFormat(language, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: 'numeric',
        minute: 'numeric',
        timeZoneName: 'short',
      }).formatRange(from, to)}
    </strong>,
    <p class="muted meta">
      <span>{soon(from, now, language)}</span>
      {host && <span>{tell('host', { value: plain(host) })}</span>}
    </p>,
    way(url, say('join'), 'button primary'),
    safe && !on && (
      <a
        class="button quiet"
        href={`data:text/calendar;charset=utf-8,${encodeURIComponent(file())}`}
        download={`${id}.ics`}
      >
        {say('calendar')}
      </a>
    ),
  ]
}
