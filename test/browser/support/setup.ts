/** Runs once before all browser tests: finds, or installs, the browser, so that two workers never install it side by side. */
import { findChromium } from './chromium'

export default function setup(): void {
  try {
    process.env.CHROME_PATH = findChromium()
  } catch (error) {
    // Thrown, it would be followed by a stack, and by "No test files found".
    console.error((error as Error).message)
    process.exit(1)
  }
}
