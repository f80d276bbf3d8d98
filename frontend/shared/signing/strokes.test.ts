import { describe, expect, it } from 'vitest'

import { draw, drawnOn, type Ink, isSigned, lengthOf, pointAt, sentOf, type Stroke } from './strokes'

const BOX = { left: 100, top: 50, width: 600, height: 200 }
const at = (x: number, y: number) => ({ x, y, pressure: 0.5 })

/** An ink that remembers what it was asked. */
function remembering() {
  const said: string[] = []
  const ink: Ink = {
    lineWidth: 0,
    beginPath: () => { said.push('begin') },
    stroke: () => { said.push('stroke') },
    moveTo: (x, y) => { said.push(`move ${x},${y}`) },
    lineTo: (x, y) => { said.push(`line ${x},${y}`) },
    quadraticCurveTo: (x1, y1, x, y) => { said.push(`curve ${x1},${y1} ${x},${y}`) },
  }
  return { ink, said }
}

describe('a point of the pad', () => {
  it('is measured by the pad, wherever the pad stands on the screen', () => {
    expect(pointAt(400, 150, 0.7, BOX)).toEqual({ x: 0.5, y: 0.5, pressure: 0.7 })
  })

  it('stays inside when the finger leaves the pad', () => {
    expect(pointAt(0, 900, 0, BOX)).toEqual({ x: 0, y: 1, pressure: 0.5 })
  })

  it('is kept only when the pen has moved', () => {
    const stroke: Stroke = [at(0.5, 0.5)]
    expect(drawnOn(stroke, at(0.5001, 0.5))).toBe(stroke)
    expect(drawnOn(stroke, at(0.6, 0.5))).toHaveLength(2)
  })
})

describe('a signature', () => {
  it('is more than a slip of the finger', () => {
    expect(isSigned([])).toBe(false)
    expect(isSigned([[at(0.5, 0.5)], [at(0.1, 0.1), at(0.11, 0.1)]])).toBe(false)
    expect(isSigned([[at(0.1, 0.5), at(0.4, 0.5)]])).toBe(true)
  })

  it('is as long as all its strokes together', () => {
    expect(lengthOf([[at(0, 0), at(0.3, 0.4)], [at(0, 0), at(0.1, 0), at(0.1, 0.2)]])).toBeCloseTo(0.8)
  })

  it('is drawn in the measure of the field, smooth between its points and with its dots', () => {
    const { ink, said } = remembering()
    draw(ink, [[at(0, 0), at(0.5, 0.5), at(1, 0)], [at(0.25, 0.5)], []], 1000, 100)
    expect(said).toEqual([
      'begin', 'move 0,0', 'curve 500,50 750,25', 'curve 1000,0 1000,0', 'stroke',
      'begin', 'move 250,50', 'line 250.1,50', 'stroke',
    ])
  })

  it('is thicker where the pen was pressed', () => {
    const light = remembering().ink
    const strong = remembering().ink
    draw(light, [[{ x: 0, y: 0, pressure: 0.1 }, { x: 1, y: 1, pressure: 0.1 }]], 1200, 400)
    draw(strong, [[{ x: 0, y: 0, pressure: 1 }, { x: 1, y: 1, pressure: 1 }]], 1200, 400)
    expect(strong.lineWidth).toBeGreaterThan(light.lineWidth)
  })
})

it('is sent as the middle band of a square of 4000, whole steps, without empty strokes', () => {
  expect(sentOf([[at(0, 0), at(0.5, 0.5), at(1, 1)], []])).toEqual([[0, 1333, 2000, 2000, 4000, 2667]])
})

it('is sent with no more points than the server takes, its end kept', () => {
  const slow = Array.from({ length: 5001 }, (_, place) => at(place / 5000, 0.5))
  const [sent = []] = sentOf([slow])
  expect(sent.length).toBeLessThanOrEqual(4000)
  expect(sent.slice(-2)).toEqual([4000, 2000])
})
