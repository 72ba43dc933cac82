/** Words in another language than the card's, such as English ones on a card whose own words could not be fetched. */
import { type ComponentChildren, h } from 'preact'
import { direction } from '../playbook/language'

/** @param language BCP 47; undefined where the words are in the card's own */
export const inItsLanguage = (language: string | undefined, words: ComponentChildren): ComponentChildren =>
  language === undefined ? words : h('span', { lang: language, dir: direction(language) }, words)
