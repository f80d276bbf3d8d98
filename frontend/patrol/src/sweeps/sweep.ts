/** A planned sweep as the server tells it, as far as a grid worker needs it. */
export interface Sweep {
  id: number
  name: string
  question: string
  category: string
  category_name: string
  ends_on: string
  progress: { grids: number; visited: number; waiting: string[] }
}
