/** A video of which nothing is fetched before the user asks for it: a picture, then the player. Its transcript is there to read. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { LessonOf, Url } from '../../playbook/schema'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import { useKeptFocus } from '../focus'
import { Icon } from '../Icon'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'
import { followPlayer, onBlocked, playerUrl } from './video-frame'
import { createVideoProgress, type VideoProgress } from './video-progress'

const PLAY = 'M6 4l10 6-10 6z'

const Poster = ({ poster, onPlay }: { poster: Url | undefined; onPlay(): void }) => {
  const { message, safeUrl } = useCard()
  const picture = safeUrl(poster)
  return (
    <button
      type="button"
      class="screen"
      style={{ background: picture ? `center/cover border-box url("${picture}")` : '' }}
      onClick={onPlay}
    >
      <span class="button primary ok">
        <Icon path={PLAY} />
        {message('watch')}
      </span>
    </button>
  )
}

interface PlayerProps {
  src: string
  lesson: LessonOf<'video'>
  progress: VideoProgress
}

const FramePlayer = ({ src, lesson, progress }: PlayerProps) => {
  const { plain } = useCard()
  const frame = useRef<HTMLIFrameElement>(null)
  // In the same task that inserts the frame, so that neither its `load` nor a message is missed.
  useLayoutEffect(
    () => (frame.current ? followPlayer(frame.current, new URL(src).origin, progress) : undefined),
    [src, progress],
  )
  return (
    <iframe
      ref={frame}
      class="screen"
      src={src}
      title={plain(lesson.title)}
      allow="autoplay"
      allowFullScreen
      // YouTube refuses to play without it (error 153).
      referrerpolicy="strict-origin-when-cross-origin"
      data-focus
    />
  )
}

const FilePlayer = ({ src, lesson, progress, onError }: PlayerProps & { onError(): void }) => {
  const { language, safeUrl } = useCard()
  const update = (screen: HTMLVideoElement): void =>
    progress.update(screen.currentTime, screen.duration, (seconds) => {
      screen.currentTime = seconds
    })
  return (
    <video
      class="screen"
      src={src}
      controls
      autoPlay
      playsInline
      data-focus
      onTimeUpdate={({ currentTarget }) => update(currentTarget)}
      onError={onError}
    >
      {lesson.captions && <track kind="captions" src={safeUrl(lesson.captions)} srcLang={language} default />}
    </video>
  )
}

export const Video: LessonComponent<'video'> = ({ lesson }) => {
  const { flow, root, send, message, safeUrl } = useCard()
  const { provider, ref, poster, transcript } = lesson
  const [progress, setProgress] = useState<VideoProgress>()
  const [failed, setFailed] = useState(false)
  useKeptFocus(root)
  const src = provider === 'file' ? safeUrl(ref) : playerUrl(provider, ref)
  const origin = src && new URL(src, document.baseURI).origin
  // In the same task that inserts the player: the browser reports a blocked one right after.
  useLayoutEffect(() => (progress && origin ? onBlocked(origin, () => setFailed(true)) : undefined), [progress, origin])
  if (!src)
    return (
      <p>
        <RichText text={transcript} />
      </p>
    )
  const play = (): void => {
    setProgress(createVideoProgress(flow.done, send))
    send({ type: 'open' })
  }
  const player = { src, lesson }
  return (
    <>
      {!progress && <Poster poster={poster} onPlay={play} />}
      {progress && !failed && provider !== 'file' && <FramePlayer {...player} progress={progress} />}
      {progress && !failed && provider === 'file' && (
        <FilePlayer {...player} progress={progress} onError={() => setFailed(true)} />
      )}
      {/* Always there while playing: a firewall or an extension may have stopped the player without telling us. */}
      {progress && (
        <LessonLink url={src} look={failed ? 'button primary' : undefined}>
          {message(failed ? 'watch' : 'open')}
        </LessonLink>
      )}
      <details open={failed}>
        <summary class="link">{message('transcript')}</summary>
        <p class="muted">
          <RichText text={transcript} />
        </p>
      </details>
    </>
  )
}
