/** Points written straight into the pixels of a canvas: ten thousand of them cost less than a thousand drawing calls. */

export type Pixels = {
  /** Everything transparent. */
  clear(): void;
  /** A square around a place, in device pixels. */
  dot(x: number, y: number, colour: number): void;
  /** Puts what was written on the canvas, over all that it shows. */
  show(brush: CanvasRenderingContext2D): void;
};

export function createPixels(width: number, height: number, side: number): Pixels {
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const before = Math.floor(side / 2);
  return {
    clear: () => void words.fill(0),
    dot(x, y, colour) {
      const left = Math.round(x) - before;
      const top = Math.round(y) - before;
      if (left < 0 || top < 0 || left + side > width || top + side > height) return;
      for (let row = top * width + left, down = 0; down < side; down += 1, row += width) {
        for (let across = 0; across < side; across += 1) words[row + across] = colour;
      }
    },
    show: (brush) => brush.putImageData(image, 0, 0),
  };
}

/** A colour of a style sheet as one word of an image, with an opacity from 0 to 1. */
export function wordOf(colour: string, opacity: number): number {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (brush === null) return 0;
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const { data } = brush.getImageData(0, 0, 1, 1);
  data[3] = Math.round(255 * opacity);
  return new Uint32Array(data.buffer)[0] ?? 0;
}
