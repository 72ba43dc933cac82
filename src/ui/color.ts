import { luminance } from '../playbook/contrast'

/** White or black, whichever reads better on `color`: at least 4.58:1, the contrast where both are equal, at 0.179. */
export const readableOn = (color: string): string => (luminance(color) > 0.179 ? '#000' : '#fff')
