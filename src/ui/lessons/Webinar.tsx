/** Something to attend: when, where the user is; how soon; with whom; the link to it. */
import { useEffect, useMemo, useReducer } from 'preact/hooks'
import { Button } from '../Button'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import type { LessonComponent } from '../parts'
import { Message } from '../RichText'
import { calendarFile } from './calendar'
import { timeUntil } from './time-until'

/** The longest wait for one timer, in ms: 12 days. Timers overflow at 2³¹ ms, almost 25 days. */
const LONGEST_TIMER = 1e9

/** The present time. Renders again once each of `times` has come, by a single timer. */
const useNow = (...times: number[]): number => {
  const [renders, rerender] = useReducer((count: number) => count + 1, 0)
  const now = Date.now()
  const next = times.find((time) => time > now)
  useEffect(() => {
    if (next === undefined || next - Date.now() > LONGEST_TIMER) return undefined
    const timer = setTimeout(rerender, next - Date.now(), undefined)
    return () => clearTimeout(timer)
  }, [next, renders])
  return now
}

const useDateRange = (from: number, to: number, language: string): string =>
  useMemo(
    () =>
      new Intl.DateTimeFormat(language, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: 'numeric',
        minute: 'numeric',
        timeZoneName: 'short',
      }).formatRange(from, to),
    [from, to, language],
  )

export const Webinar: LessonComponent<'webinar'> = ({ lesson }) => {
  const { flow, language, send, message, plain, safeUrl } = useCard()
  const { id, host, url, title } = lesson
  const starts = Date.parse(lesson.starts)
  const ends = Date.parse(lesson.ends)
  const now = useNow(starts, ends)
  const when = useDateRange(starts, ends, language)
  if (now >= ends)
    return (
      <>
        <p>{message('over')}</p>
        {flow.more && <Button onClick={() => send({ type: 'another' })}>{message('another')}</Button>}
      </>
    )
  const href = safeUrl(url)
  const calendarUrl = (to: string): string => {
    const file = calendarFile({ ...lesson, title: plain(title), url: new URL(to, document.baseURI).href }, now)
    return `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`
  }
  return (
    <>
      <strong>{when}</strong>
      <p class="muted meta">
        <span>{timeUntil(starts, now, language)}</span>
        {host && (
          <span>
            <Message id="host" values={{ value: plain(host) }} />
          </span>
        )}
      </p>
      <LessonLink url={url} look={flow.opened ? 'button' : 'button primary'}>
        {message('join')}
      </LessonLink>
      {href && now < starts && (
        <a class="button quiet" href={calendarUrl(href)} download={`${id}.ics`}>
          {message('calendar')}
        </a>
      )}
    </>
  )
}
