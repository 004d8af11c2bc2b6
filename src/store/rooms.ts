/** Rooms of the pages beside the Lab: what a page holds stays while a person is on other pages, and goes with its lab. */
import type { Lab } from './lab.ts';

/** The room of a lab, made when it is first asked for. */
export function roomOf<More extends readonly unknown[], Room extends object>(
  create: (lab: Lab, ...more: More) => Room,
): (lab: Lab, ...more: More) => Room {
  const rooms = new WeakMap<Lab, Room>();
  return (lab, ...more) => {
    const room = rooms.get(lab) ?? create(lab, ...more);
    rooms.set(lab, room);
    return room;
  };
}
