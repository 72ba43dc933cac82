/** The providers' players, as pages that speak the messages of each and play what a test tells them to. */
import type { BrowserContext, Frame, Page } from 'playwright-core'

const LENGTH = 200

/** Runs in the frame. What it is told is kept in `told`, for a test to look at. */
const script = (speak: string): string => `
  const LENGTH = ${LENGTH}
  const told = []
  const post = (message) => parent.postMessage(message, '*')
  const at = (seconds) => { ${speak}
  }
  addEventListener('message', ({ data, source }) => {
    if (source !== parent) return
    const message = JSON.parse(data)
    told.push(message)
    hear(message)
  })`

/** YouTube: text; answers "listening" with all it knows, and tells only changes after that. */
const YOUTUBE = `<!doctype html><title>YouTube</title><script>${script(
  `post(JSON.stringify({ event: 'infoDelivery', info: { currentTime: seconds } }))`,
)}
  const hear = ({ event, func, args }) => {
    if (event === 'listening') post(JSON.stringify({ event: 'initialDelivery', info: { duration: LENGTH, currentTime: 0, playerState: -1 } }))
    if (func === 'seekTo') at(args[0])
  }
  onload = () => post(JSON.stringify({ event: 'onReady', info: null }))
</script>`

/** Vimeo: says that it is ready, hears nothing before, and tells what was asked for. */
const VIMEO = `<!doctype html><title>Vimeo</title><script>${script(
  `if (asked) post({ event: 'timeupdate', data: { seconds, percent: seconds / LENGTH, duration: LENGTH } })`,
)}
  let ready = false
  let asked = false
  const hear = ({ method, value }) => {
    if (ready && method === 'addEventListener' && value === 'timeupdate') asked = true
    if (method === 'setCurrentTime') at(value)
  }
  setTimeout(() => { ready = true; post({ event: 'ready' }) }, 100)
</script>`

/** Wistia and Loom: whatever they say is not documented. */
const OTHER = `<!doctype html><title>Player</title><script>
  const told = []
  onload = () => parent.postMessage('hello', '*')
</script>`

const PLAYERS: Record<string, string> = {
  'www.youtube-nocookie.com': YOUTUBE,
  'player.vimeo.com': VIMEO,
  'fast.wistia.net': OTHER,
  'www.loom.com': OTHER,
}

/** Answers for all providers; nothing else of the outside is reached. */
export const answerPlayers = (context: BrowserContext): Promise<unknown> =>
  context.route(/^https:/, (route) => {
    const body = PLAYERS[new URL(route.request().url()).hostname]
    return body ? route.fulfill({ contentType: 'text/html', body }) : route.abort()
  })

/** The player's frame, once there is one that has loaded. */
export async function playerFrame(page: Page): Promise<Frame> {
  const element = await page.locator('gainloop-card iframe').elementHandle()
  const frame = await element?.contentFrame()
  if (!frame) throw new Error('The card has no frame')
  await frame.waitForLoadState()
  return frame
}

/** Plays on to that share of the video. */
export const playTo = (frame: Frame, share: number): Promise<void> => frame.evaluate(`at(${share * LENGTH})`)

/** What the player was told by that word: `seekTo`, or `setCurrentTime`. */
export const toldOf = (frame: Frame, word: string): Promise<{ value?: number; args?: unknown[] }[]> =>
  frame.evaluate(`told.filter(({ func, method }) => func === '${word}' || method === '${word}')`)
