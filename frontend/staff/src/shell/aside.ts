/** What opens beside a page, from wherever one is. */
export type Aside = 'duty' | 'handover' | 'bell'
