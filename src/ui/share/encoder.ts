/** MP4 or WebM with the browser's own encoder. Loaded when a video is made; the named imports keep the rest of the library out. */
import {
  BufferTarget,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
  getFirstEncodableVideoCodec,
} from 'mediabunny';
import type { VideoCodec } from 'mediabunny';
import type { Size } from '../../viz/geometry.ts';
import type { Film, Video } from './film-types.ts';

/** MP4 plays everywhere; null where the browser encodes neither. */
export async function codecFor({ width, height }: Size): Promise<VideoCodec | null> {
  const mp4 = await getFirstEncodableVideoCodec(['avc'], { width, height });
  return mp4 ?? (await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], { width, height }));
}

export async function encodeWithBrowser(
  film: Film,
  canvas: HTMLCanvasElement,
  codec: VideoCodec,
): Promise<Video | null> {
  const isMp4 = codec === 'avc';
  const target = new BufferTarget();
  const format = isMp4 ? new Mp4OutputFormat() : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: film.framesPerSecond });
  await output.start();
  for (let frame = 0; frame < film.count; frame += 1) {
    if (film.signal.aborted) {
      await output.cancel();
      return null;
    }
    await film.draw(frame, canvas);
    await source.add(frame / film.framesPerSecond, 1 / film.framesPerSecond);
    film.onProgress((frame + 1) / film.count);
  }
  await output.finalize();
  if (!target.buffer) return null;
  const type = isMp4 ? 'video/mp4' : 'video/webm';
  return { blob: new Blob([target.buffer], { type }), ending: isMp4 ? 'mp4' : 'webm' };
}
