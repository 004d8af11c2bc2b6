import type { Catalog } from '../../../core/model/index.ts';
import type { HuntRoom } from '../../../store/hunt/room.ts';

/** What each part of the page works with. */
export type RoomProps = { readonly room: HuntRoom; readonly catalog: Catalog };
