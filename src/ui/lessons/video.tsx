/** A video of which nothing is fetched before it is asked for: a picture, then the player. What is said in it can be read, too. */
import { icon } from '../icon'
import { en } from '../languages/en'
import { kinds } from '../languages/en-kinds'
import type { Content } from './content'
import { listenTo, playerOf } from './frame'
import { createPlayer, players } from './player'

Object.assign(en, kinds)

export const video: Content<'video'> = (view, lesson) => {
  const { flow, language, life, say, rich, plain, address, way, send } = view
  const { provider, ref, poster, captions, transcript, title } = lesson
  const framed = provider !== 'file'
  const src = framed ? playerOf(provider, ref) : address(ref)
  if (!src) return <p>{rich(transcript)}</p>
  const { origin } = new URL(src, document.baseURI)
  const picture = address(poster)
  const player = flow.opened && players.get(lesson)
  const failed = player && player.failed
  const play = (): void => {
    players.set(lesson, createPlayer(view, origin))
    send({ type: 'open' })
  }
  const listen = ({ currentTarget }: Event): void => {
    if (player) listenTo(currentTarget as HTMLIFrameElement, origin, player, life)
  }
  const look = ({ currentTarget }: Event): void => {
    const screen = currentTarget as HTMLVideoElement
    const seek = (seconds: number): void => {
      screen.currentTime = seconds
    }
    if (player) player.at(screen.currentTime, screen.duration, seek)
  }
  return [
    !player ? (
      <button
        type="button"
        class="screen"
        style={{ background: picture ? `center/cover border-box url("${picture}")` : '' }}
        onClick={play}
      >
        <span class="button primary ok">
          {icon('M6 4l10 6-10 6z')}
          {say('watch')}
        </span>
      </button>
    ) : (
      !failed &&
      (framed ? (
        <iframe
          class="screen"
          src={src}
          title={plain(title)}
          allow="autoplay"
          allowFullScreen
          referrerpolicy="strict-origin-when-cross-origin"
          data-focus
          onLoad={listen}
        />
      ) : (
        <video
          class="screen"
          src={src}
          controls
          autoPlay
          playsInline
          data-focus
          onTimeUpdate={look}
          onError={player.fail}
        >
          {captions && <track kind="captions" src={address(captions) as string} srcLang={language} default />}
        </video>
      ))
    ),
    // For whoever sees nothing there: a firewall or an extension may have stopped it without a word.
    player && way(src, say(failed ? 'watch' : 'open'), failed ? 'button primary' : ''),
    <details open={failed as boolean}>
      <summary class="link">{say('transcript')}</summary>
      <p class="muted">{rich(transcript)}</p>
    </details>,
  ]
}
