/** Players of others, in a frame: where they are, and what they say. */
import type { LessonOf } from '../../playbook/schema'
import type { Player } from './player'

const PLAYERS = {
  youtube: 'https://www.youtube-nocookie.com/embed/',
  vimeo: 'https://player.vimeo.com/video/',
  wistia: 'https://fast.wistia.net/embed/iframe/',
  loom: 'https://www.loom.com/embed/',
}

/** To begin at once, to track nobody, to be spoken to: each player reads its own of these, and passes over the rest. */
const WISHES = 'autoplay=1&autoPlay=true&dnt=1&doNotTrack=true&rel=0&enablejsapi=1&origin='

/**
 * The address of a player, which is a page of its own, too. Undefined for what is no provider's id: nothing in it may lead to
 * another place. An unlisted one of Vimeo's is "id/hash".
 */
export const playerOf = (provider: Exclude<LessonOf<'video'>['provider'], 'file'>, ref: string): string | undefined => {
  const [, id, hash] = /^([\w-]+)(?:\/(\w+))?$/.exec(ref) ?? []
  return id && `${PLAYERS[provider]}${id}?${hash ? `h=${hash}&` : ''}${WISHES}${location.origin}`
}

/** What players say of the time, each in a place of its own. It may be anything. */
interface Said {
  event: string
  info?: Told | null
  data?: Told | null
}
interface Told {
  currentTime?: number
  seconds?: number
  duration?: number
}

/**
 * Hears a frame for as long as `life` lasts. YouTube and Vimeo are spoken to as their own libraries do, which we don't load; of what
 * is posted each reads its own part. Wistia and Loom document no messages of their frames: there "Done" completes. Whatever else
 * a page is sent, or a player says, is passed over.
 */
export const listenTo = (frame: HTMLIFrameElement, origin: string, player: Player, life: AbortSignal): void => {
  let duration = 0
  const post = (message: object): void => frame.contentWindow?.postMessage(JSON.stringify(message), origin)
  const greet = (): void =>
    post({ event: 'listening', id: 1, channel: 'widget', method: 'addEventListener', value: 'timeupdate' })
  const seek = (value: number): void =>
    post({ event: 'command', func: 'seekTo', args: [value, true], method: 'setCurrentTime', value })
  const hear = ({ origin: from, source, data }: MessageEvent): void => {
    if (from !== origin || source !== frame.contentWindow) return
    try {
      const said: Said = typeof data === 'string' ? JSON.parse(data) : data
      if (/ready/i.test(said.event)) greet()
      const told = said.info ?? said.data ?? {}
      // YouTube tells only what has changed.
      duration = told.duration || duration
      player.at((told.currentTime ?? told.seconds) as number, duration, seek)
    } catch {
      // Not in a form we know.
    }
  }
  addEventListener('message', hear, { signal: life })
  greet()
}
