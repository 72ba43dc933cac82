/** Which way the card reads, so that the demo's panel can keep to the other side; of the demo's languages only Arabic runs from the right. */
export const directionOf = (language: string | undefined): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')
