import { encode } from 'uqr'

export interface PictureWords {
  title: string
  county: string
  code: string
  hint: string
}

const WIDTH = 720
const HEIGHT = 960
const QR = 480

/** Draws the receipt as a PNG that a phone can keep in its album. Null if the browser cannot draw. */
export function receiptPicture(address: string, words: PictureWords): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.textAlign = 'center'
  pen.fillStyle = '#1559a8'
  pen.font = '600 44px sans-serif'
  pen.fillText(words.title, WIDTH / 2, 96)
  pen.fillStyle = '#1f2329'
  pen.font = '32px sans-serif'
  pen.fillText(words.county, WIDTH / 2, 156)
  drawCode(pen, address, (WIDTH - QR) / 2, 204)
  pen.font = '600 38px monospace'
  pen.fillText(words.code, WIDTH / 2, 770)
  pen.fillStyle = '#5c6068'
  pen.font = '28px sans-serif'
  pen.fillText(words.hint, WIDTH / 2, 836, WIDTH - 48)
  return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png') })
}

function drawCode(pen: CanvasRenderingContext2D, address: string, left: number, top: number): void {
  const { data, size } = encode(address, { ecc: 'M', border: 2 })
  const cell = QR / size
  pen.fillStyle = '#000000'
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(left + x * cell, top + y * cell, Math.ceil(cell), Math.ceil(cell))
    })
  })
  pen.fillStyle = '#1f2329'
}
