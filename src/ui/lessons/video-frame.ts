/** Video providers' players, in a frame: their URLs and their messages. */
import type { LessonOf } from '../../playbook/schema'
import type { VideoProgress } from './video-progress'

const PLAYERS = {
  youtube: 'https://www.youtube-nocookie.com/embed/',
  vimeo: 'https://player.vimeo.com/video/',
  wistia: 'https://fast.wistia.net/embed/iframe/',
  loom: 'https://www.loom.com/embed/',
}

/** Start at once, do not track, allow messages. Each player reads its own parameters and ignores the others. */
const PARAMETERS = 'autoplay=1&autoPlay=true&dnt=1&doNotTrack=true&rel=0&enablejsapi=1&origin='

/**
 * The URL of a video's player, which works as a page of its own, too. Undefined for what can't be a provider's id: nothing in
 * it may lead to another place. The id of an unlisted Vimeo video is "id/hash".
 */
export const playerUrl = (
  provider: Exclude<LessonOf<'video'>['provider'], 'file'>,
  ref: string,
): string | undefined => {
  const [, id, hash] = /^([\w-]+)(?:\/(\w+))?$/.exec(ref) ?? []
  return id && `${PLAYERS[provider]}${id}?${hash ? `h=${hash}&` : ''}${PARAMETERS}${location.origin}`
}

/** What players say of the time, each in its own place. Nothing of it can be relied on: anything may be posted. */
interface PlayerMessage {
  event?: string
  info?: PlayerTime | null
  data?: PlayerTime | null
}
interface PlayerTime {
  currentTime?: number
  seconds?: number
  duration?: number
}

/** How players announce that they can be spoken to: Vimeo, YouTube before it was greeted, YouTube after. */
const READY_EVENTS: readonly unknown[] = ['ready', 'readyToListen', 'onReady']

/**
 * Follows the time of a player in a frame. Speaks the messages of YouTube's and Vimeo's own libraries, which we don't load: each
 * player reads its own part of what is posted. Wistia and Loom document no messages of their frames. Messages from elsewhere
 * and in other forms are ignored.
 * @see https://developers.google.com/youtube/iframe_api_reference
 * @see https://github.com/vimeo/player.js
 * @returns the cleanup
 */
export function followPlayer(frame: HTMLIFrameElement, origin: string, progress: VideoProgress): () => void {
  let duration = 0
  const post = (message: object): void => frame.contentWindow?.postMessage(JSON.stringify(message), origin)
  const subscribe = (): void =>
    post({ event: 'listening', id: 1, channel: 'widget', method: 'addEventListener', value: 'timeupdate' })
  const seek = (value: number): void =>
    post({ event: 'command', func: 'seekTo', args: [value, true], method: 'setCurrentTime', value })
  const onMessage = ({ origin: from, source, data }: MessageEvent): void => {
    if (from !== origin || source !== frame.contentWindow) return
    try {
      const message: PlayerMessage = typeof data === 'string' ? JSON.parse(data) : data
      if (READY_EVENTS.includes(message.event)) subscribe()
      const time = message.info ?? message.data ?? {}
      // YouTube only sends what has changed.
      duration = time.duration || duration
      progress.update((time.currentTime ?? time.seconds) as number, duration, seek)
    } catch {
      // Not in a form we know.
    }
  }
  addEventListener('message', onMessage)
  // Before it has loaded, the frame is of another origin and can't be posted to.
  frame.addEventListener('load', subscribe)
  return () => {
    removeEventListener('message', onMessage)
    frame.removeEventListener('load', subscribe)
  }
}

/** Calls back when a security policy of the page keeps frames or media of `origin` from loading. Returns the cleanup. */
export function onBlocked(origin: string, callback: () => void): () => void {
  const onViolation = ({ disposition, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition === 'enforce' && blockedURI.startsWith(origin)) callback()
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  return () => document.removeEventListener('securitypolicyviolation', onViolation)
}
