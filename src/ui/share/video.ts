/** Frames into a file: MP4 or WebM with the browser's own encoder, else a GIF. Both encoders are loaded when they are needed. */
import type { Film, Video } from './film-types.ts';

/** Null where it was stopped. */
export async function encodeVideo(film: Film): Promise<Video | null> {
  const canvas = document.createElement('canvas');
  canvas.width = film.size.width;
  canvas.height = film.size.height;
  if (!hasEncoder()) return await gif(film, canvas);
  const { encodeWithBrowser, codecFor } = await import('./encoder.ts');
  const codec = await codecFor(film.size);
  return codec === null ? await gif(film, canvas) : await encodeWithBrowser(film, canvas, codec);
}

/** Without one a film is a GIF: smaller, and with fewer frames. */
export function hasEncoder(): boolean {
  return 'VideoEncoder' in globalThis;
}

async function gif(film: Film, canvas: HTMLCanvasElement): Promise<Video | null> {
  const { Encoder } = await import('modern-gif');
  const { width, height } = film.size;
  const encoder = new Encoder({ width, height, maxColors: 255 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  for (let frame = 0; frame < film.count; frame += 1) {
    if (film.signal.aborted || !context) return null;
    await film.draw(frame, canvas);
    const { data } = context.getImageData(0, 0, width, height);
    await encoder.encode({ data, delay: 1000 / film.framesPerSecond });
    film.onProgress((frame + 1) / film.count);
  }
  return { blob: await encoder.flush('blob'), ending: 'gif' };
}
