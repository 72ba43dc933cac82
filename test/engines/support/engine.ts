/** A browser of another engine, reduced to what the tests of `test/engines` do with it. */
export interface Engine {
  /** As the test's title says it. */
  name: string
  /** Opens a browser on a profile in that folder, where the engine keeps one. */
  open(profile: string): Promise<EngineBrowser>
  /** Whether a profile outlives the browser; where not, why not. */
  keepsProfile: true | string
}

export interface EngineBrowser {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs the body of a function in the page; it may be asynchronous. */
  evaluate<T>(body: string, ...args: unknown[]): Promise<T>
  /** Clicks the element that the body of a function returns, with the mouse. */
  click(body: string, ...args: unknown[]): Promise<void>
  /** Presses one key: a character, or a name such as `Tab`, `Enter`, `ArrowRight`. */
  press(key: string): Promise<void>
  close(): Promise<void>
  /** Ends the browser and its processes as a crash does, with SIGKILL. */
  kill(): Promise<void>
}
