/** Kinds whose own view is still to come, readably: what is offered, and the way to it. */
import type { LessonKind } from '../../playbook/schema'
import type { Content } from './content'

const WATCH = {
  youtube: 'https://youtu.be/',
  vimeo: 'https://vimeo.com/',
  loom: 'https://www.loom.com/share/',
  wistia: 'https://fast.wistia.net/embed/iframe/',
  file: '',
}
const BUTTON = 'button primary'

const contents: { [K in LessonKind]?: Content<K> } = {
  video: ({ way, say, rich }, { provider, ref, transcript }) => [
    way(WATCH[provider] + ref, say('watch'), BUTTON),
    <p class="quote">{rich(transcript)}</p>,
  ],

  webinar: ({ way, say, tell, plain, language }, { starts, ends, host, url }) => [
    <p>
      {new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).formatRange(
        new Date(starts),
        new Date(ends),
      )}
    </p>,
    host && <p class="muted">{tell('host', { value: plain(host) })}</p>,
    way(url, say('join'), BUTTON),
  ],

  course: ({ way, rich }, { units }) => (
    <ol>
      {units.map(({ title, url }) => (
        <li>{way(url, rich(title))}</li>
      ))}
    </ol>
  ),

  service: ({ way, say, rich, act, flow }, { offer, price, url }) => [
    <p>{rich(offer)}</p>,
    price && <p>{rich(price)}</p>,
    url ? (
      way(url, say('open'), BUTTON)
    ) : flow.requested ? (
      <p class="ok" tabIndex={-1} data-focus>
        {say('requested')}
      </p>
    ) : (
      act('request', 'primary')
    ),
  ],
}

const brief: Content<LessonKind> = (view, lesson) =>
  (contents[lesson.kind] as Content<LessonKind> | undefined)?.(view, lesson)

export default brief
