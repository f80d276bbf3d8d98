/** Posts that read the figures of disputes; a town's dispatcher those of the own town. */
export const COUNTING: ReadonlySet<string> = new Set(['analyst', 'supervisor', 'coordinator', 'duty_leader', 'leader', 'town_dispatcher'])
