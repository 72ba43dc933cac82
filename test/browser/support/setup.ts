/** Runs once before all browser tests: finds, or installs, the browser, so that two workers never install it side by side. */
import { findChromium } from './chromium'

export default async function setup(): Promise<void> {
  process.env.CHROME_PATH = await findChromium()
}
