/** One client as it is drawn. */
import type { ClientProcess, ProcessId } from '../../core/model/index.ts';
import { visible } from '../../core/base/visible.ts';
import { fitText } from '../text.ts';
import type { ClientSeat } from './client-area.ts';

export type ClientText = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle';
  readonly weight: 'strong' | 'soft';
};

export type ClientScene = {
  readonly id: ProcessId;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly font: number;
  readonly isSelected: boolean;
  readonly isWaiting: boolean;
  readonly showsName: boolean;
  readonly texts: readonly ClientText[];
  readonly label: string;
};

export type ClientInput = {
  readonly process: ClientProcess;
  readonly seat: ClientSeat;
  readonly name: string;
  readonly isSelected: boolean;
  /** What it waits for: "replies". */
  readonly replies?: string;
};

const FONT = 13;
const SMALL_FONT = 12;

export function clientScene({
  process,
  seat,
  name,
  isSelected,
  replies = 'replies',
}: ClientInput): ClientScene {
  const lines = linesOf(process.client, replies).map(visible);
  const font = seat.caption?.side === 'below' ? FONT : SMALL_FONT;
  return {
    id: process.id,
    name,
    x: seat.x,
    y: seat.y,
    half: seat.half,
    font,
    isSelected,
    isWaiting: process.client.operation !== '',
    // A name needs about twenty pixels at the smallest size that can be read.
    showsName: seat.half >= 12,
    texts: textsOf(lines, seat, font),
    label: `Client ${name}. ${lines.join('. ')}.`,
  };
}

function linesOf(client: ClientProcess['client'], replies: string): readonly [string, string] {
  if (client.operation !== '') {
    const asks = `asks ${shortOrder(client.operation)}`;
    // The client of traitors has no need of an answer.
    if (client.needed === 0) return [asks, 'for the traitors'];
    return [asks, `${replies} ${Math.min(client.replies.length, client.needed)}/${client.needed}`];
  }
  const done = client.completed === 1 ? '1 accepted' : `${client.completed} accepted`;
  if (client.completed === 0)
    return ['idle', client.left > 0 ? `${client.left} to send` : 'nothing sent'];
  return [`got ${client.accepted}`, client.left > 0 ? `${done}, ${client.left} left` : done];
}

/** "order ATTACK" is an order anyway. */
function shortOrder(operation: string): string {
  return operation.replace(/^order /, '');
}

function textsOf(lines: readonly string[], seat: ClientSeat, font: number): readonly ClientText[] {
  if (seat.caption === null) return [];
  const { side, width } = seat.caption;
  const isBelow = side === 'below';
  return lines.map((line, index) => ({
    text: fitText(line, font, width),
    x: isBelow ? 0 : seat.half + 6,
    y: isBelow ? seat.half + 11 + index * 16 : -8 + index * 16,
    anchor: isBelow ? 'middle' : 'start',
    weight: index === 0 ? 'soft' : 'strong',
  }));
}
