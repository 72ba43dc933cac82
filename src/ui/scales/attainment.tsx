/** Five worded points, −2 to +2. */
export { Worded as default } from './worded'
