import { lastOf } from '../older/lastOf'
import type { Strokes } from '../api/disputes'

/**
 * A signature as it was written: strokes of points in the pad's own measure, from 0 to 1 across and down. So a turned
 * tablet or another window redraws the same signature, and the picture made of it does not depend on the screen.
 */
export interface Point {
  x: number
  y: number
  /** How hard the pen was pressed, 0 to 1; a mouse and most fingers say 0.5. */
  pressure: number
}

export type Stroke = readonly Point[]

export interface Ink {
  moveTo: (x: number, y: number) => void
  lineTo: (x: number, y: number) => void
  quadraticCurveTo: (x1: number, y1: number, x: number, y: number) => void
  beginPath: () => void
  stroke: () => void
  lineWidth: number
}

/** Nearer than this to the last point says nothing new. */
const NEAR = 0.002
/** All strokes together shorter than this are a slip of the finger, not a name. */
const SHORTEST = 0.08
const PEN = 0.018
const SQUARE = 4000
/** The pad is three times as wide as high. */
const BAND = SQUARE / 3
const MOST_POINTS = 1000

/** A point of the pad from a pointer's place on the screen, kept inside the pad. */
export function pointAt(clientX: number, clientY: number, pressure: number, box: { left: number; top: number; width: number; height: number }): Point {
  return {
    x: within((clientX - box.left) / (box.width || 1)),
    y: within((clientY - box.top) / (box.height || 1)),
    pressure: pressure > 0 ? pressure : 0.5,
  }
}

/** The stroke with one more point, unless the pen has hardly moved. */
export function drawnOn(stroke: Stroke, next: Point): Stroke {
  const last = lastOf(stroke)
  return last && Math.hypot(next.x - last.x, next.y - last.y) < NEAR ? stroke : [...stroke, next]
}

/** Whether somebody has written something that can be a name. */
export function isSigned(strokes: readonly Stroke[]): boolean {
  return lengthOf(strokes) >= SHORTEST
}

export function lengthOf(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((way, point, place) => {
    const before = stroke[place]
    return before ? way + Math.hypot(point.x - before.x, point.y - before.y) : way
  }, 0), 0)
}

/** Draws all strokes, each as a smooth line through the middles between its points, onto a field of this size. */
export function draw(ink: Ink, strokes: readonly Stroke[], width: number, height: number): void {
  for (const stroke of strokes) {
    const first = stroke[0]
    if (!first) continue
    ink.beginPath()
    ink.lineWidth = penOf(stroke, height)
    ink.moveTo(first.x * width, first.y * height)
    // A point alone is a dot: a line that goes nowhere with round ends.
    if (stroke.length === 1) ink.lineTo(first.x * width + 0.1, first.y * height)
    stroke.slice(1).forEach((point, place) => {
      const next = stroke[place + 2]
      const [endX, endY] = next ? [(point.x + next.x) / 2, (point.y + next.y) / 2] : [point.x, point.y]
      ink.quadraticCurveTo(point.x * width, point.y * height, endX * width, endY * height)
    })
    ink.stroke()
  }
}

/** The strokes as they are sent: x, y, x, y … of a square of 4000, in whose middle the pad lies as the band it is. */
export function sentOf(strokes: readonly Stroke[]): Strokes {
  return strokes.filter((stroke) => stroke.length > 0).map((stroke) =>
    thinned(stroke).flatMap((point) => [Math.round(point.x * SQUARE), Math.round((SQUARE - BAND) / 2 + point.y * BAND)]))
}

/** A stroke of a slow hand holds more points than anybody sees. */
function thinned(stroke: Stroke): Stroke {
  const step = Math.ceil(stroke.length / MOST_POINTS)
  return step <= 1 ? stroke : stroke.filter((_, place) => place % step === 0 || place === stroke.length - 1)
}

function penOf(stroke: Stroke, height: number): number {
  const pressed = stroke.reduce((sum, point) => sum + point.pressure, 0) / stroke.length
  return Math.max(1.5, height * PEN * (0.6 + 0.8 * pressed))
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
